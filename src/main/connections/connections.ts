import { existsSync, readFileSync, rmSync } from 'node:fs'
import { SojournError } from '../../shared/errors.ts'
import type { Client } from '../clients/client.ts'
import { type Assistant, assistants, type Transport } from './assistants.ts'
import { backupOf, bytesOf, type ConfigText, readConfig, removeMadeFolders, writeConfig } from './config-file.ts'
import { difference } from './difference.ts'
import type { Entry, EntryFormat } from './entry.ts'
import { faultOf, httpTarget, type Installation, leadsToSojourn, stdioTarget } from './installation.ts'
import { jsoncFormat } from './jsonc-entry.ts'
import { configFileOf, isInstalled } from './look.ts'
import type { Place } from './place.ts'
import { digestOf, type Receipt, Receipts } from './receipts.ts'
import { tomlFormat } from './toml-entry.ts'

/** `needs_repair`: an entry is there but does not lead here; `unreadable`: the configuration cannot be parsed. */
export type ConnectionState = 'connected' | 'not_connected' | 'needs_repair' | 'unreadable'

export interface Connection {
  assistant: string
  name: string
  installed: boolean
  state: ConnectionState
  /** Why it needs repair, cannot be read, or is not connected though an entry of our name is there. */
  reason?: string
  transport?: Transport
  /** The ways it can be connected in, the preferred one first. */
  transports: readonly Transport[]
  file: string
  /** Whether the assistant can be asked by an address to add the entry itself. */
  by_link: boolean
  client_id?: string
}

export interface Preview {
  assistant: string
  name: string
  action: 'connect' | 'disconnect'
  transport?: Transport
  file: string
  exists: boolean
  /** Line by line; empty where nothing changes. */
  difference: string
  /** Where what stood there before is kept. */
  backup?: string
  /** Another's entry of our name, which connecting would replace. */
  warning?: string
  next?: string
}

export interface Connected extends Connection {
  backup?: string
  next: string
  link?: string
}

/** The clients that were let in: the host's own, or those of a host in another process. */
export interface ConnectedClients {
  list(): Promise<readonly Pick<Client, 'clientId' | 'name' | 'kind'>[]>
  revoke(clientId: string): Promise<unknown>
  mintStdioCredential(name: string): Promise<{ token: string; client: Pick<Client, 'clientId'> }>
}

export interface ConnectionsOptions {
  place: Place
  installation: Installation
  clients: ConnectedClients
  /** Sees that the script is built and that `launch.json` says how to start a host. */
  prepareStdio: () => Promise<void>
}

const entryName = 'sojourn'
const anothers = 'There is another entry of the name “sojourn”, which Connect did not write.'
const formats: Readonly<Record<Assistant['format'], EntryFormat>> = { jsonc: jsoncFormat, toml: tomlFormat }

/** The assistants on this machine, and whether each is connected to this installation. */
export class Connections {
  readonly #options: ConnectionsOptions
  readonly #receipts: Receipts

  constructor(options: ConnectionsOptions) {
    this.#options = options
    this.#receipts = new Receipts(options.installation.dataDir)
  }

  /** Every assistant that Connect knows, those installed here first. */
  async list(): Promise<Connection[]> {
    const clients = await this.#options.clients.list()
    const all = assistants.map((assistant) => this.#inspect(assistant, clients))
    return [...all.filter(({ installed }) => installed), ...all.filter(({ installed }) => !installed)]
  }

  /** What connecting or disconnecting would change, without changing it. */
  preview(id: string, action: 'connect' | 'disconnect', transport?: Transport): Preview {
    const assistant = assistantCalled(id)
    const config = this.#config(assistant)
    const common = {
      assistant: id,
      name: assistant.name,
      action,
      file: config.file,
      exists: config.bytes !== undefined,
    }
    if (action === 'disconnect') {
      const { after } = this.#without(assistant, config)
      const text = after === undefined ? '' : textOf(after)
      return { ...common, difference: difference(config.text, text) }
    }
    const way = transportOf(assistant, transport)
    const { text } = formatOf(assistant).set(config.text, placeOf(assistant), this.#entry(assistant, way))
    const entry = formatOf(assistant).read(config.text, placeOf(assistant))
    return {
      ...common,
      transport: way,
      difference: difference(config.text, text),
      ...(entry !== undefined &&
        !this.#isOurs(assistant, config, entry) && {
          warning: `${anothers} Connecting replaces it.`,
        }),
      ...(config.bytes !== undefined && text !== config.text && { backup: backupOf(config.file) }),
      next: nextOf(assistant, way),
    }
  }

  /**
   * Writes our entry into an assistant's configuration, with a credential of its own where it comes through stdio.
   * @param byLink leaves the configuration to the assistant, which the link asks to add the entry
   * @throws SojournError `conflict` where the configuration cannot be parsed or changed safely
   */
  async connect(id: string, options: { transport?: Transport; byLink?: boolean } = {}): Promise<Connected> {
    const assistant = assistantCalled(id)
    const way = transportOf(assistant, options.transport)
    const entry = this.#entry(assistant, way)
    const config = this.#config(assistant)
    const edited = formatOf(assistant).set(config.text, placeOf(assistant), entry)
    const { deepLink } = assistant
    if (options.byLink === true && deepLink === undefined) {
      throw new SojournError('invalid_input', `${assistant.name} cannot be connected by a link.`)
    }
    const credential = await this.#credential(assistant, way)
    try {
      const wrote = options.byLink === true ? false : this.#write(assistant, way, config, edited, credential.clientId)
      if (options.byLink === true) this.#keepForLink(assistant, way, config, credential.clientId)
      await this.#endBefore(assistant, way, credential.ended)
      return {
        ...this.#inspect(assistant, await this.#options.clients.list()),
        ...(wrote && config.bytes !== undefined && { backup: backupOf(config.file) }),
        ...(options.byLink === true && deepLink !== undefined && { link: deepLink(entryName, entry) }),
        next: nextOf(assistant, way),
      }
    } catch (error) {
      if (credential.fresh !== undefined) {
        this.#receipts.dropCredential(id)
        await this.#options.clients.revoke(credential.fresh)
      }
      throw error
    }
  }

  /** Takes our entry out again and ends what the assistant was given. @returns how many clients were shut out */
  async disconnect(id: string): Promise<Connection & { revoked: number }> {
    const assistant = assistantCalled(id)
    const receipt = this.#receipts.find(id)
    let revoked = 0
    try {
      const config = this.#config(assistant)
      const { after, exact } = this.#without(assistant, config)
      if (config.bytes !== undefined && (after === undefined || !after.equals(config.bytes))) {
        writeConfig(config, after, !exact)
        // What it kept is back in its place.
        if (exact) rmSync(backupOf(config.file), { force: true })
        const folder = receipt?.made_folder
        if (after === undefined && folder !== undefined) removeMadeFolders(config.file, folder)
      }
    } finally {
      // Access ends even where the file cannot be changed.
      for (const client of await this.#options.clients.list()) {
        const signedIn = client.kind === 'registered' || client.kind === 'metadata_document'
        if (client.clientId !== receipt?.client_id && !(signedIn && assistant.signsInAs.test(client.name))) continue
        await this.#options.clients.revoke(client.clientId)
        revoked += 1
      }
      this.#receipts.dropCredential(id)
      this.#receipts.drop(id)
    }
    return { ...this.#inspect(assistant, await this.#options.clients.list()), revoked }
  }

  #inspect(assistant: Assistant, clients: readonly Pick<Client, 'clientId'>[]): Connection {
    const { place, installation } = this.#options
    const file = configFileOf(assistant, place)
    const receipt = this.#receipts.find(assistant.id)
    const common = {
      assistant: assistant.id,
      name: assistant.name,
      installed: isInstalled(assistant, place),
      transports: assistant.transports,
      file,
      by_link: assistant.deepLink !== undefined,
      ...(receipt?.client_id !== undefined && { client_id: receipt.client_id }),
    }
    let entry: unknown
    let ours: boolean
    try {
      const config = readConfig(file)
      entry = formatOf(assistant).read(config.text, placeOf(assistant))
      ours = this.#isOurs(assistant, config, entry)
    } catch (error) {
      if (!(error instanceof SojournError)) throw error
      return { ...common, state: 'unreadable', reason: error.message }
    }
    if (entry === undefined) return { ...common, state: 'not_connected' }
    if (!ours) return { ...common, state: 'not_connected', reason: anothers }
    const { transport, fault } = faultOf(entry, installation, existsSync)
    const revoked =
      receipt?.client_id !== undefined && !clients.some(({ clientId }) => clientId === receipt.client_id)
        ? 'Its credential was revoked.'
        : undefined
    const reason = fault ?? (transport === 'stdio' ? revoked : undefined)
    return {
      ...common,
      ...(transport !== undefined && { transport }),
      ...(reason === undefined ? { state: 'connected' } : { state: 'needs_repair', reason }),
    }
  }

  /** Whether an entry of our name is one that Connect wrote, by the receipt for the file as it is or by its shape. */
  #isOurs(assistant: Assistant, { file, bytes }: ConfigText, entry: unknown): boolean {
    const receipt = this.#receipts.find(assistant.id)
    const asWritten = receipt?.file === file && bytes !== undefined && receipt.after === digestOf(bytes)
    return asWritten || leadsToSojourn(entry, this.#options.installation)
  }

  #config(assistant: Assistant): ConfigText {
    return readConfig(configFileOf(assistant, this.#options.place))
  }

  #entry(assistant: Assistant, transport: Transport): Entry {
    const { installation } = this.#options
    return assistant.entry(
      transport === 'http'
        ? httpTarget(installation)
        : stdioTarget(installation, this.#receipts.credentialFile(assistant.id)),
    )
  }

  /** The credential that an entry names: the one from before where it still holds, else a new one. */
  async #credential(
    assistant: Assistant,
    transport: Transport,
  ): Promise<{ clientId?: string; fresh?: string; ended?: string }> {
    const { clients, prepareStdio } = this.#options
    const before = this.#receipts.find(assistant.id)?.client_id
    if (transport === 'http') return before === undefined ? {} : { ended: before }
    await prepareStdio()
    const holds = (await clients.list()).some(({ clientId }) => clientId === before)
    if (before !== undefined && holds && existsSync(this.#receipts.credentialFile(assistant.id)))
      return { clientId: before }
    const { token, client } = await clients.mintStdioCredential(assistant.name)
    this.#receipts.writeCredential(assistant.id, token)
    return { clientId: client.clientId, fresh: client.clientId, ...(before !== undefined && { ended: before }) }
  }

  /** Ends the credential from before, which nothing names any more. */
  async #endBefore(assistant: Assistant, transport: Transport, ended: string | undefined): Promise<void> {
    if (transport === 'http') this.#receipts.dropCredential(assistant.id)
    const { clients } = this.#options
    if ((await clients.list()).some(({ clientId }) => clientId === ended) && ended !== undefined)
      await clients.revoke(ended)
  }

  #write(
    assistant: Assistant,
    transport: Transport,
    config: ConfigText,
    edited: { text: string; madeSection: boolean },
    clientId: string | undefined,
  ): boolean {
    const receipt = this.#receipts.find(assistant.id)
    const now = config.bytes === undefined ? null : digestOf(config.bytes)
    // Our own earlier change, untouched since: what stood there before it is what is worth keeping.
    const ours = receipt !== undefined && receipt.file === config.file && receipt.after === now ? receipt : undefined
    const after = bytesOf(config, edited.text)
    const changes = config.bytes === undefined || !after.equals(config.bytes)
    const madeFolder = changes ? writeConfig(config, after, ours === undefined) : undefined
    const folder = madeFolder ?? ours?.made_folder
    this.#receipts.keep(assistant.id, {
      file: config.file,
      transport,
      before: ours === undefined ? now : ours.before,
      after: digestOf(after),
      made_section: edited.madeSection || ours?.made_section === true,
      ...(folder !== undefined && { made_folder: folder }),
      ...(clientId !== undefined && { client_id: clientId }),
    })
    return changes
  }

  #keepForLink(assistant: Assistant, transport: Transport, config: ConfigText, clientId: string | undefined): void {
    const receipt: Receipt = { file: config.file, transport, before: null, after: '', made_section: false }
    this.#receipts.keep(assistant.id, { ...receipt, ...(clientId !== undefined && { client_id: clientId }) })
  }

  /**
   * A configuration without our entry: as it was before where nothing else has changed since. `after` undefined: no file.
   * Another's entry of our name stays.
   */
  #without(assistant: Assistant, config: ConfigText): { after: Buffer | undefined; exact: boolean } {
    const receipt = this.#receipts.find(assistant.id)
    if (config.bytes === undefined) return { after: undefined, exact: true }
    if (receipt !== undefined && receipt.file === config.file && digestOf(config.bytes) === receipt.after) {
      if (receipt.before === null) return { after: undefined, exact: true }
      const kept = readBackup(config.file)
      if (kept !== undefined && digestOf(kept) === receipt.before) return { after: kept, exact: true }
    }
    const entry = formatOf(assistant).read(config.text, placeOf(assistant))
    if (!this.#isOurs(assistant, config, entry)) return { after: config.bytes, exact: false }
    const text = formatOf(assistant).remove(config.text, placeOf(assistant), receipt?.made_section === true)
    return { after: bytesOf(config, text), exact: false }
  }
}

const formatOf = (assistant: Assistant): EntryFormat => formats[assistant.format]
const placeOf = (assistant: Assistant) => ({ section: assistant.section, name: entryName })
const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\ufeff/, '')
const nextOf = (assistant: Assistant, transport: Transport): string =>
  assistant.next[transport] ?? `Start ${assistant.name} again.`

function assistantCalled(id: string): Assistant {
  const found = assistants.find((assistant) => assistant.id === id)
  if (found !== undefined) return found
  throw new SojournError('not_found', `Connect knows no assistant called “${id}”.`, {
    hint: `It knows: ${assistants.map((assistant) => assistant.id).join(', ')}. For others there are snippets.`,
  })
}

function transportOf(assistant: Assistant, asked: Transport | undefined): Transport {
  const transport = asked ?? assistant.transports[0]
  if (transport !== undefined && assistant.transports.includes(transport)) return transport
  throw new SojournError('invalid_input', `${assistant.name} cannot be connected by ${asked ?? 'any way'}.`, {
    hint: `It can be connected by ${assistant.transports.join(' or ')}.`,
  })
}

function readBackup(file: string): Buffer | undefined {
  try {
    return readFileSync(backupOf(file))
  } catch {
    return undefined
  }
}
