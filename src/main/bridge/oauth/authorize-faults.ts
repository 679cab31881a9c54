/** What is wrong with a request to be let in: the code that RFC 6749 (section 4.1.2.1) has for it, and a sentence. */
export interface AuthorizeFault {
  error: 'invalid_request' | 'unsupported_response_type'
  description: string
}

const once = [
  'client_id',
  'redirect_uri',
  'response_type',
  'code_challenge',
  'code_challenge_method',
  'scope',
  'state',
  'resource',
] as const

/**
 * Says in a sentence what the SDK's endpoint says as its validator's dump, and with the right code.
 * @param params of the query or the body, as they came
 * @returns undefined where nothing is wrong by form
 */
export function authorizeFault(params: Readonly<Record<string, unknown>>): AuthorizeFault | undefined {
  const invalid = (description: string): AuthorizeFault => ({ error: 'invalid_request', description })
  const twice = once.find((name) => Array.isArray(params[name]))
  if (twice !== undefined) return invalid(`${twice} is given more than once`)
  const { client_id, redirect_uri, response_type, code_challenge, code_challenge_method, resource } = params
  if (client_id === undefined) return invalid('client_id is missing')
  if (redirect_uri !== undefined && !isAddress(redirect_uri)) return invalid('redirect_uri is not an address')
  if (response_type === undefined) return invalid('response_type is missing: it must be code')
  if (response_type !== 'code') {
    return { error: 'unsupported_response_type', description: 'response_type must be code' }
  }
  if (code_challenge === undefined) return invalid('code_challenge is missing: PKCE is needed')
  if (code_challenge_method !== 'S256') return invalid('code_challenge_method must be S256')
  if (resource !== undefined && !isAddress(resource)) return invalid('resource is not an address')
  return undefined
}

const isAddress = (value: unknown): boolean => typeof value === 'string' && URL.canParse(value)
