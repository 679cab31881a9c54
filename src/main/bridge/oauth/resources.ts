import { isLoopbackHost } from '../../clients/loopback.ts'

/** The path of a resource that tokens are issued for: `/mcp`, or `/mcp/{server}`. */
export type ResourcePath = string

/** What a token is for unless its client says otherwise (RFC 8707). */
export const defaultResource: ResourcePath = '/mcp'

/** Which `/mcp/{server}` there are. */
export type Servers = () => ReadonlySet<string>

/** `/mcp` or `/mcp/{server}` in its one spelling, with or without a slash at the end; undefined for anything else. */
export function resourceOfPath(path: string, servers: Servers): ResourcePath | undefined {
  const match = /^\/mcp(?:\/([a-z][a-z0-9_-]*))?\/?$/.exec(path)
  if (match === null) return undefined
  const server = match[1]
  if (server === undefined) return defaultResource
  return servers().has(server) ? `/mcp/${server}` : undefined
}

/**
 * The resource that a client names by its address: this host by any of its names, at its port. The bare origin, which older
 * clients name, is `/mcp`.
 */
export function resourceOfUrl(address: URL, publicUrl: string, servers: Servers): ResourcePath | undefined {
  const own = new URL(publicUrl)
  const here =
    address.origin === own.origin ||
    (address.protocol === own.protocol && address.port === own.port && isLoopbackHost(address.hostname))
  if (!here || address.search !== '' || address.hash !== '') return undefined
  return address.pathname === '/' ? defaultResource : resourceOfPath(address.pathname, servers)
}
