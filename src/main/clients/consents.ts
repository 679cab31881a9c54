import type { Database } from '../../platform/database/database.ts'
import { stamp, type Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import type { Scope } from '../../shared/tool.ts'
import { hashOf, newToken } from '../secret-token.ts'
import type { ClientBook } from './client-book.ts'
import { readScopes } from './client-row.ts'
import type { ClientTables, ConsentRow } from './tables.ts'
import type { TokenStore } from './tokens.ts'

/** How long the owner has to answer. */
const waits = { minutes: 10 } as const
/** Requests beyond the latest twenty are dropped: a program that asks in a loop must not bury the others. */
const mostWaiting = 20

/** A request that its client has made and the owner has not answered for good. */
export interface Consent extends Omit<ConsentRow, 'requested' | 'granted'> {
  requested: readonly Scope[]
  granted: readonly Scope[] | null
}

export type ConsentRequest = Pick<
  Consent,
  | 'client_id'
  | 'client_name'
  | 'client_uri'
  | 'kind'
  | 'redirect_uri'
  | 'state'
  | 'code_challenge'
  | 'resource'
  | 'issuer'
  | 'requested'
>

export type Answer = { allow: false } | { allow: true; scopes: readonly Scope[] }

export interface ConsentsOptions {
  database: Database
  user: string
  clock: () => Temporal.Instant
  book: ClientBook
  tokens: TokenStore
  /** Told when a request waits for the owner. It changes nothing for those who are let in. */
  onAsked: () => void
}

/** Requests of programs to be let in, until the owner has answered and the answer was taken. */
export class Consents {
  readonly #options: ConsentsOptions

  constructor(options: ConsentsOptions) {
    this.#options = options
  }

  /** Keeps a request. @returns the secret that its page's address holds */
  async ask(request: ConsentRequest): Promise<string> {
    const { database, user, clock, onAsked } = this.#options
    const handle = newToken()
    const now = clock()
    await database.writeUnjournaled<ClientTables, void>(async (tx) => {
      const waiting = tx.selectFrom('consents').select('consent_id').where('status', '=', 'waiting')
      await tx
        .deleteFrom('consents')
        .where((is) =>
          is.or([
            is('expires_at', '<', stamp(now.subtract({ hours: 1 }))),
            is(
              'consent_id',
              'in',
              waiting
                .orderBy('consent_id', 'desc')
                .limit(1_000_000)
                .offset(mostWaiting - 1),
            ),
          ]),
        )
        .execute()
      await tx
        .insertInto('consents')
        .values({
          ...request,
          consent_id: newId(now.epochMilliseconds),
          user_id: user,
          handle_hash: hashOf(handle),
          requested: JSON.stringify(request.requested),
          granted: null,
          status: 'waiting',
          created_at: stamp(now),
          expires_at: stamp(now.add(waits)),
        })
        .execute()
    })
    onAsked()
    return handle
  }

  /** The request whose page's address holds this secret; undefined where there is none, or its time is over. */
  async byHandle(handle: string): Promise<Consent | undefined> {
    const row = await this.#read()
      .where('handle_hash', '=', hashOf(handle))
      .where('expires_at', '>', stamp(this.#options.clock()))
      .executeTakeFirst()
    return row === undefined ? undefined : toConsent(row)
  }

  /** What waits for the owner, the latest first. */
  async waiting(): Promise<Consent[]> {
    const rows = await this.#read()
      .where('status', '=', 'waiting')
      .where('expires_at', '>', stamp(this.#options.clock()))
      .orderBy('consent_id', 'desc')
      .execute()
    return rows.map(toConsent)
  }

  /**
   * Takes the owner's word: lets the client in with the scopes that are left on, or not at all.
   * @throws SojournError `not_found`; `conflict` where it was answered already
   */
  async answer(consentId: string, answer: Answer): Promise<Consent> {
    const { book, clock } = this.#options
    const row = await this.#read().where('consent_id', '=', consentId).executeTakeFirst()
    if (row === undefined || row.expires_at <= stamp(clock())) {
      throw new SojournError('not_found', 'That request is not there any more.', {
        hint: 'Connect the assistant again.',
      })
    }
    const status = answer.allow ? ('allowed' as const) : ('denied' as const)
    const granted = answer.allow ? JSON.stringify(answer.scopes) : null
    const taken = await book.change(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('consents')
        .set({ status, granted })
        .where('consent_id', '=', consentId)
        .where('status', '=', 'waiting')
        .executeTakeFirstOrThrow()
      if (numUpdatedRows === 0n) return false
      if (answer.allow) {
        await book.letIn(tx, {
          clientId: row.client_id,
          name: row.client_name ?? 'Unnamed assistant',
          kind: row.kind,
          uri: row.client_uri ?? undefined,
          scopes: answer.scopes,
        })
      }
      return true
    })
    if (!taken) throw new SojournError('conflict', 'That request was answered already.')
    return toConsent({ ...row, status, granted })
  }

  /**
   * Hands an answered request to its client, once.
   * @returns the address to send the browser to, with a fresh code or the refusal; undefined where it was handed over before
   */
  async deliver(consent: Consent): Promise<string | undefined> {
    const { numUpdatedRows } = await this.#options.database.writeUnjournaled<ClientTables, { numUpdatedRows: bigint }>(
      (tx) =>
        tx
          .updateTable('consents')
          .set({ status: 'delivered' })
          .where('consent_id', '=', consent.consent_id)
          .where('status', 'in', ['allowed', 'denied'])
          .executeTakeFirstOrThrow(),
    )
    if (numUpdatedRows === 0n) return undefined
    const { client_id, redirect_uri, code_challenge, resource } = consent
    const answer: Record<string, string> =
      consent.granted === null
        ? { error: 'access_denied', error_description: 'The owner said no' }
        : { code: await this.#options.tokens.mintCode({ client_id, redirect_uri, code_challenge, resource }) }
    return answerAddress(consent, answer)
  }

  #read() {
    return this.#options.database
      .reader<ClientTables>()
      .selectFrom('consents')
      .selectAll()
      .where('user_id', '=', this.#options.user)
  }
}

/** The redirect address with an answer, the client's `state`, and who answers (RFC 9207). */
function answerAddress(
  request: Pick<Consent, 'redirect_uri' | 'state' | 'issuer'>,
  answer: Readonly<Record<string, string>>,
): string {
  const address = new URL(request.redirect_uri)
  for (const [name, value] of Object.entries(answer)) address.searchParams.set(name, value)
  if (request.state !== null) address.searchParams.set('state', request.state)
  address.searchParams.set('iss', request.issuer)
  return address.href
}

function toConsent(row: ConsentRow): Consent {
  return {
    ...row,
    requested: readScopes(row.requested),
    granted: row.granted === null ? null : readScopes(row.granted),
  }
}
