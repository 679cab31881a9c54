import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TokenProxy {
  url: string
  close(): Promise<void>
}

/**
 * A proxy that adds a token to every request, for clients that cannot. A Host or Origin that names the proxy becomes the
 * host's own; any other one passes as it came, so that the host's own checks of them are what is tested.
 */
export async function openTokenProxy(target: string, token: string): Promise<TokenProxy> {
  const to = new URL(target)
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo
    const own = (name: string) =>
      name.replace(new RegExp(`^(https?://)?(127\\.0\\.0\\.1|localhost):${port}$`), `$1${to.host}`)
    const { host = '', origin } = request.headers
    const headers = {
      ...request.headers,
      host: own(host),
      ...(origin !== undefined && { origin: own(origin) }),
      authorization: `Bearer ${token}`,
    }
    const onward = httpRequest({ host: to.hostname, port: to.port, method: request.method, path: request.url, headers })
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      response.flushHeaders()
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
