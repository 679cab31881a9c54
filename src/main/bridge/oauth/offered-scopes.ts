import { scopeWords } from '../../../shared/scope-words.ts'
import { type Scope, scopes } from '../../../shared/tool.ts'
import type { ClientBook } from '../../clients/client-book.ts'
import type { Consent } from '../../clients/consents.ts'
import type { OfferedScope } from './consent-page.ts'

/**
 * What the owner chooses from: what the client asks for and what it has already, so that the answer is the whole of what it
 * may do. Left out is what no tool asks for. Off to begin with is what few need and what reaches far (bookings, a browser), unless it has it already.
 */
export function offeredScopes(consent: Consent, book: ClientBook, inUse: ReadonlySet<Scope>): OfferedScope[] {
  const held = book.find(consent.user_id, consent.client_id)?.scopes ?? []
  return scopes
    .filter((scope) => inUse.has(scope))
    .filter((scope) => consent.requested.includes(scope) || held.includes(scope))
    .map((scope) => ({ scope, on: held.includes(scope) || scopeWords[scope].usual }))
}
