import type { Scope } from '../../../shared/tool.ts'
import { defaultResource } from './resources.ts'

/** Why a request to a resource was refused (RFC 6750, section 3.1); absent where it brought no token at all. */
export type ChallengeError =
  | { error: 'invalid_token'; description?: string }
  /** `scopes`: all that the client should ask for, those it has included. */
  | { error: 'insufficient_scope'; scopes: readonly Scope[]; description?: string }

/**
 * The value of `WWW-Authenticate` that tells a client where to sign in (RFC 9728, section 5.1).
 * @param resource the address asked for as the client spells it (`http://localhost:7420/mcp`), or its path alone
 */
export function challenge(publicUrl: string, resource: string = defaultResource, error?: ChallengeError): string {
  const address = new URL(resource, publicUrl)
  const path = address.pathname.replace(/\/$/, '')
  const parameters = [
    ...(error === undefined ? [] : [`error="${error.error}"`]),
    ...(error?.description === undefined ? [] : [`error_description="${quotable(error.description)}"`]),
    ...(error?.error === 'insufficient_scope' ? [`scope="${error.scopes.join(' ')}"`] : []),
    `resource_metadata="${address.origin}/.well-known/oauth-protected-resource${path}"`,
  ]
  return `Bearer ${parameters.join(', ')}`
}

/** Only what RFC 6750 allows inside the quotes. */
const quotable = (text: string): string => text.replace(/[^\x20-\x7e]/g, ' ').replace(/["\\]/g, "'")
