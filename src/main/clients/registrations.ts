import * as z from 'zod'
import type { Database } from '../../platform/database/database.ts'
import { stamp, Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { type DocumentFetch, fetchDocument } from './fetch-document.ts'
import { plainName } from './plain-name.ts'
import { redirectProblem } from './redirect-uris.ts'
import type { ClientTables, RegistrationRow } from './tables.ts'

/** What we keep of what a program says of itself. */
const metadata = z.object({
  redirect_uris: z.array(z.string()).min(1).max(20),
  client_name: z.string().optional(),
  client_uri: z.string().optional(),
})
type Metadata = z.infer<typeof metadata>

/** A client-id metadata document (draft-ietf-oauth-client-id-metadata-document). */
const metadataDocument = metadata.extend({
  client_id: z.string(),
  client_secret: z.never().optional(),
  token_endpoint_auth_method: z.string().optional(),
})

/** A document is fetched again after an hour, so that a changed redirect address is honoured soon. */
const documentHolds = Temporal.Duration.from({ hours: 1 })
/** Programs that registered and were never let in are forgotten after a month, and beyond the latest 500. */
const keptUnknown = { days: 30, count: 500 }

/** A program as it told of itself. */
export interface Registration {
  clientId: string
  registeredAt: Temporal.Instant
  redirectUris: string[]
  name: string | undefined
  /** Its site, an http(s) address. */
  uri: string | undefined
}

export interface RegistrationsOptions {
  database: Database
  clock: () => Temporal.Instant
  /** Whether documents may be fetched: SOJOURN_OFFLINE is not set. */
  online: boolean
  fetching: DocumentFetch
}

/** The programs that told who they are: by dynamic registration (RFC 7591), or by an address that holds their metadata. */
export class Registrations {
  readonly #options: RegistrationsOptions

  constructor(options: RegistrationsOptions) {
    this.#options = options
  }

  /**
   * Keeps what a program says of itself. All are public clients: PKCE stands in for a secret, which is never given.
   * @throws SojournError `invalid_input` where it cannot be used
   */
  async register(said: unknown): Promise<Registration> {
    const parsed = metadata.safeParse(said)
    if (!parsed.success) throw unusable('redirect_uris must name 1 to 20 addresses')
    checkRedirects(parsed.data)
    const now = this.#options.clock()
    const row: RegistrationRow = {
      client_id: newId(now.epochMilliseconds),
      kind: 'registered',
      metadata: JSON.stringify(parsed.data),
      registered_at: stamp(now),
    }
    await this.#options.database.writeUnjournaled<ClientTables, void>(async (tx) => {
      const unknown = tx
        .selectFrom('oauth_registrations')
        .select('client_id')
        .where('kind', '=', 'registered')
        .where('client_id', 'not in', tx.selectFrom('clients').select('clients.client_id'))
      await tx
        .deleteFrom('oauth_registrations')
        .where(
          'client_id',
          'in',
          unknown.where('registered_at', '<', stamp(now.subtract({ hours: 24 * keptUnknown.days }))),
        )
        .execute()
      await tx
        .deleteFrom('oauth_registrations')
        .where('client_id', 'in', unknown.orderBy('client_id', 'desc').limit(1_000_000).offset(keptUnknown.count))
        .execute()
      await tx.insertInto('oauth_registrations').values(row).execute()
    })
    return registrationOf(row)
  }

  /**
   * A program by its id; one whose id is an address is asked for its document.
   * @throws SojournError `invalid_input` where the document cannot be used; `forbidden`, `unavailable` where it cannot be had
   */
  async find(clientId: string): Promise<Registration | undefined> {
    const row = await this.#options.database
      .reader<ClientTables>()
      .selectFrom('oauth_registrations')
      .selectAll()
      .where('client_id', '=', clientId)
      .executeTakeFirst()
    const address = documentAddress(clientId, this.#options.fetching.privateHosts)
    if (address === undefined || (row !== undefined && this.#holds(row))) {
      return row === undefined ? undefined : registrationOf(row)
    }
    if (!this.#options.online) return row === undefined ? undefined : registrationOf(row)
    const fetched = await this.#fetch(clientId, address).catch((error: unknown) => {
      // What was fetched before still serves one that was let in while its site is away.
      if (row !== undefined && error instanceof SojournError && error.kind === 'unavailable') return row
      throw error
    })
    return registrationOf(fetched)
  }

  #holds(row: RegistrationRow): boolean {
    const until = Temporal.Instant.from(row.registered_at).add(documentHolds)
    return Temporal.Instant.compare(until, this.#options.clock()) > 0
  }

  async #fetch(clientId: string, address: URL): Promise<RegistrationRow> {
    const parsed = metadataDocument.safeParse(await fetchDocument(address, this.#options.fetching))
    if (!parsed.success || parsed.data.client_id !== clientId) {
      throw unusable('The document at client_id does not describe that client')
    }
    const { client_id: _id, token_endpoint_auth_method: method, ...said } = parsed.data
    if (method !== undefined && method !== 'none') {
      throw unusable('Only public clients (token_endpoint_auth_method "none") are served')
    }
    checkRedirects(said)
    const row: RegistrationRow = {
      client_id: clientId,
      kind: 'metadata_document',
      metadata: JSON.stringify(metadata.parse(said)),
      registered_at: stamp(this.#options.clock()),
    }
    await this.#options.database.writeUnjournaled<ClientTables, unknown>((tx) =>
      tx
        .insertInto('oauth_registrations')
        .values(row)
        .onConflict((conflict) =>
          conflict.column('client_id').doUpdateSet({ metadata: row.metadata, registered_at: row.registered_at }),
        )
        .execute(),
    )
    return row
  }
}

/** The address that a client id is, where it is one: https with a path, nothing that could mean two things. */
export function documentAddress(clientId: string, privateHosts: ReadonlySet<string>): URL | undefined {
  if (clientId.length > 500 || !/^https?:\/\//.test(clientId) || !URL.canParse(clientId)) return undefined
  const url = new URL(clientId)
  const plain = url.href === clientId && url.pathname !== '/' && url.hash === '' && url.username + url.password === ''
  return plain && (url.protocol === 'https:' || privateHosts.has(url.host)) ? url : undefined
}

function checkRedirects(said: Metadata): void {
  for (const address of said.redirect_uris) {
    const problem = redirectProblem(address)
    if (problem !== undefined) throw unusable(`A redirect address ${problem}`)
  }
}

function unusable(why: string): SojournError {
  return new SojournError('invalid_input', why)
}

function registrationOf(row: RegistrationRow): Registration {
  const said = metadata.parse(JSON.parse(row.metadata))
  return {
    clientId: row.client_id,
    registeredAt: Temporal.Instant.from(row.registered_at),
    redirectUris: said.redirect_uris,
    name: plainName(said.client_name),
    uri: said.client_uri !== undefined && /^https?:/.test(said.client_uri) ? said.client_uri : undefined,
  }
}
