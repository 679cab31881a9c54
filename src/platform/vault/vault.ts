import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { SojournError } from '../../shared/errors.ts'
import { openBytes, sealBytes } from './cipher.ts'
import type { Sealer, SealerKind } from './sealer.ts'

/** Which field a text belongs to: sealed text moved to another row, column or table does not open. */
export interface FieldContext {
  table: string
  column: string
  row: string
}

const vaultFile = z.object({
  version: z.literal(1),
  /** Names the data key, so that text sealed with another is told apart. */
  key_id: z.string().regex(/^[0-9a-f]{16}$/),
  sealer: z.enum(['safe_storage', 'passphrase', 'key_file']),
  sealed_key: z.string().min(1),
})
type VaultFile = z.infer<typeof vaultFile>

interface DataKey {
  id: string
  bytes: Uint8Array
}

const howToUnlock: Record<SealerKind, string> = {
  safe_storage: 'Open this folder with the desktop app, on the machine and in the account that sealed it.',
  passphrase: 'Start Sojourn with SOJOURN_PASSPHRASE set to the passphrase of this folder.',
  key_file: 'Put vault.key back into the data folder, readable for you alone.',
}

/**
 * The data key of a folder and what is encrypted with it. The key is made at the first need and opened once; where it cannot
 * be opened, what needs it fails with `locked` and everything else works.
 */
export class Vault {
  readonly #file: string
  readonly #sealers: readonly Sealer[]
  #key: Promise<DataKey> | undefined

  /**
   * @param dir the data folder
   * @param sealers what there is to seal with, the preferred one first; an existing vault takes the one it was sealed with
   */
  constructor(dir: string, sealers: readonly Sealer[]) {
    this.#file = path.join(dir, 'vault.json')
    this.#sealers = sealers
  }

  /** What the key is sealed with, undefined before the first need. */
  get sealedWith(): SealerKind | undefined {
    return this.#read()?.sealer
  }

  /** Why secrets cannot be opened at present; undefined where they can. */
  async problem(): Promise<SojournError | undefined> {
    try {
      if (this.#read() === undefined && this.#sealers.length > 0) return undefined
      await this.#open()
      return undefined
    } catch (error) {
      if (error instanceof SojournError) return error
      throw error
    }
  }

  /**
   * Encrypts a field with AES-256-GCM: `v1.KEY.SEALED`.
   * @throws SojournError `locked`
   */
  async encrypt(text: string, context: FieldContext): Promise<string> {
    const key = await this.#open()
    const head = `v1.${key.id}`
    return `${head}.${sealBytes(key.bytes, Buffer.from(text), bound(head, context))}`
  }

  /**
   * The text of an encrypted field.
   * @throws SojournError `locked`, too where the field was sealed with another key
   */
  async decrypt(sealed: string, context: FieldContext): Promise<string> {
    const [, head = '', keyId, body = ''] = /^(v1\.([0-9a-f]{16}))\.([\w-]+)$/.exec(sealed) ?? []
    if (keyId === undefined) throw new Error('This is not a field that the vault has encrypted')
    const key = await this.#open()
    if (key.id !== keyId) {
      throw new SojournError('locked', 'This was sealed with the key of another vault.json.', {
        hint: 'Put the vault.json that belongs to this database back into the data folder.',
      })
    }
    return openBytes(key.bytes, body, bound(head, context)).toString()
  }

  /** Seals the data key anew with another sealer: a passphrase that was set, the desktop's key store. */
  async reseal(sealer: Sealer): Promise<void> {
    const key = await this.#open()
    await this.#write(key, sealer)
  }

  #open(): Promise<DataKey> {
    this.#key ??= this.#openOrMake().catch((error: unknown) => {
      this.#key = undefined
      throw error
    })
    return this.#key
  }

  async #openOrMake(): Promise<DataKey> {
    const file = this.#read()
    if (file === undefined) {
      const [sealer] = this.#sealers
      if (sealer === undefined) throw new SojournError('locked', 'There is nothing to seal secrets with.')
      const key = { id: randomBytes(8).toString('hex'), bytes: randomBytes(32) }
      await this.#write(key, sealer)
      return key
    }
    const sealer = this.#sealers.find(({ kind }) => kind === file.sealer)
    if (sealer === undefined) {
      throw new SojournError('locked', 'The secrets of this folder are locked.', { hint: howToUnlock[file.sealer] })
    }
    try {
      const bytes = await sealer.open(file.sealed_key)
      if (bytes.length !== 32) throw new Error('The data key has the wrong length')
      return { id: file.key_id, bytes }
    } catch (error) {
      if (error instanceof SojournError) throw error
      throw new SojournError('locked', 'The secrets of this folder cannot be unlocked here.', {
        hint: howToUnlock[file.sealer],
        cause: error,
      })
    }
  }

  #read(): VaultFile | undefined {
    if (!existsSync(this.#file)) return undefined
    try {
      return vaultFile.parse(JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch (error) {
      throw new SojournError('locked', 'The file vault.json is damaged, so secrets cannot be opened.', {
        hint: 'Put vault.json back from a backup of the data folder; or remove it and enter your keys again.',
        cause: error,
      })
    }
  }

  async #write(key: DataKey, sealer: Sealer): Promise<void> {
    const content: VaultFile = {
      version: 1,
      key_id: key.id,
      sealer: sealer.kind,
      sealed_key: await sealer.seal(key.bytes),
    }
    const partial = `${this.#file}.partial`
    const handle = await open(partial, 'w', 0o600)
    try {
      await handle.writeFile(JSON.stringify(content, undefined, 2))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(partial, this.#file)
  }
}

const bound = (head: string, { table, column, row }: FieldContext): string => JSON.stringify([head, table, column, row])
