import { type LookupAddress, lookup } from 'node:dns'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { SojournError } from '../../shared/errors.ts'
import { isPublicAddress } from './public-address.ts'

const maxBytes = 64 * 1024
const timeoutMs = 5000

export interface DocumentFetch {
  /** `host:port` of private hosts that may be reached all the same, by http too (SOJOURN_PRIVATE_HOSTS). */
  privateHosts: ReadonlySet<string>
  timeoutMs?: number
}

/** The hosts of SOJOURN_PRIVATE_HOSTS, comma-separated `host:port`. */
export function readPrivateHosts(value: string | undefined): ReadonlySet<string> {
  return new Set(
    (value ?? '')
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
  )
}

/**
 * Fetches a small JSON document from an address that a stranger gave: over https, from a public address alone, looked at
 * again at the moment of connecting so that a name cannot change its mind; no redirects, at most 64 KB, within 5 s.
 * @throws SojournError `forbidden` where the address is not public; `unavailable` where it gives no such document
 */
export async function fetchDocument(url: URL, options: DocumentFetch): Promise<unknown> {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  const isPrivate = options.privateHosts.has(`${url.hostname.toLowerCase()}:${port}`)
  if (url.protocol !== 'https:' && !(isPrivate && url.protocol === 'http:')) throw notPublic(url)
  const bare = url.hostname.replace(/^\[|\]$/g, '')
  if (!isPrivate && isIP(bare) !== 0 && !isPublicAddress(bare)) throw notPublic(url)

  const signal = AbortSignal.timeout(options.timeoutMs ?? timeoutMs)
  const headers = { accept: 'application/json', 'user-agent': 'Sojourn' }
  try {
    const begin = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = begin(url, {
      headers,
      signal,
      // A connection of its own: one kept open for another request would not be looked at again.
      agent: false,
      ...(!isPrivate && { lookup: publicLookup(url) }),
    })
    const response = await answerOf(request)
    if (response.statusCode !== 200) {
      response.destroy()
      throw unavailable(url, `it answers ${response.statusCode}`)
    }
    return JSON.parse(await textOf(response, url))
  } catch (error) {
    if (error instanceof SojournError) throw error
    throw unavailable(url, error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be reached', error)
  }
}

/** Resolves a name and refuses it where any of its addresses is not public. */
function publicLookup(url: URL): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? []
      if (error !== null || first === undefined) callback(error ?? new Error('no address'), '', 0)
      else if (!addresses.every(({ address }) => isPublicAddress(address))) callback(notPublic(url), '', 0)
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve)
    request.once('error', reject)
    request.end()
  })
}

async function textOf(response: IncomingMessage, url: URL): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    bytes += chunk.length
    if (bytes > maxBytes) {
      response.destroy()
      throw unavailable(url, 'it is larger than 64 KB')
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const notPublic = (url: URL): SojournError =>
  new SojournError('forbidden', `${url.host} is not a public https address.`, {
    hint: 'A private host can be allowed in SOJOURN_PRIVATE_HOSTS.',
  })

const unavailable = (url: URL, why: string, cause?: unknown): SojournError =>
  new SojournError('unavailable', `The document at ${url.host} could not be used: ${why}.`, { cause })
