import { isLoopbackHost } from './loopback.ts'

/** Schemes that no program of the user's is reached by, or that do more than open one. */
const forbiddenSchemes = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
  'filesystem:',
  'view-source:',
  'ftp:',
  'ws:',
  'wss:',
  'mailto:',
  'tel:',
  'sms:',
  'ms-msdt:',
  'search-ms:',
  'ms-appinstaller:',
])

/**
 * Why an address cannot be one that a client is answered at; undefined where it can: https, http on this machine (RFC 8252,
 * section 7.3) or an app's own scheme (section 7.1), without a fragment (RFC 6749, section 3.1.2) and without a user name.
 */
export function redirectProblem(address: string): string | undefined {
  if (address.length > 2000 || !URL.canParse(address)) return 'is not an address'
  const url = new URL(address)
  if (address.includes('#')) return 'has a fragment'
  if (url.username !== '' || url.password !== '') return 'has a user name'
  if (url.protocol === 'https:') return undefined
  if (url.protocol === 'http:') return isLoopbackHost(url.hostname) ? undefined : 'is not encrypted'
  return forbiddenSchemes.has(url.protocol) || !/^[a-z][a-z0-9.+-]+:$/.test(url.protocol)
    ? `has a scheme that is not allowed (${url.protocol})`
    : undefined
}

/** Whether answering there stays on this machine: only then may an error be sent before the owner has said a word. */
export function staysLocal(address: string): boolean {
  const url = new URL(address)
  return url.protocol === 'http:' && isLoopbackHost(url.hostname)
}

/** Where an answer goes, as the consent page names it: a host, this computer, or an app's own scheme. */
export function redirectPlace(address: string): string {
  const url = new URL(address)
  if (url.protocol === 'https:') return url.host
  return staysLocal(address) ? 'this computer' : `an app on this computer (${url.protocol}//)`
}
