/**
 * A small host for the door's tests, in a process of its own: `node stand-in-host.ts DATA_DIR [PORT] [START_DELAY_MS] [WORDS]`. Speaks
 * Streamable HTTP through the SDK, with sessions in memory, and writes `bridge.json` as the real one does. What the door
 * does is appended to `seen.log` in the folder, an event a line.
 */
import { randomUUID } from 'node:crypto'
import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { SubscribeRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import * as z from 'zod'

const [dataDir = '', port = '0', delay = '0', ...words] = process.argv.slice(2)
const seen = (line: string) => appendFileSync(join(dataDir, 'seen.log'), `${line}\n`)
const localToken = randomUUID()
const sessions = new Map<string, { transport: StreamableHTTPServerTransport; server: McpServer }>()
const tokens = new Set(['token-of-claude', 'token-of-cursor'])

function newServer(path: string): McpServer {
  const server = new McpServer(
    { name: 'stand-in', version: '1' },
    { capabilities: { logging: {}, resources: { subscribe: true }, tools: { listChanged: true } } },
  )
  server.registerTool('echo', { inputSchema: { text: z.string() } }, async ({ text }) => ({
    content: [{ type: 'text', text: `${path} ${text}` }],
  }))
  server.registerTool(
    'slow',
    { inputSchema: { ms: z.number() } },
    async ({ ms }, { sendNotification, signal, _meta }) => {
      seen('slow begins')
      if (_meta?.progressToken !== undefined) {
        await sendNotification({
          method: 'notifications/progress',
          params: { progressToken: _meta.progressToken, progress: 1, total: 2 },
        })
      }
      await sleep(ms, undefined, { signal }).catch(() => seen('slow cancelled'))
      return { content: [{ type: 'text', text: 'done' }] }
    },
  )
  server.registerTool('announce', { inputSchema: {} }, async () => {
    for (const session of sessions.values()) session.server.sendToolListChanged()
    return { content: [{ type: 'text', text: 'announced' }] }
  })
  server.registerTool('die', { inputSchema: {} }, async () => process.exit(1))
  server.registerResource('today', 'task://today', {}, async (uri) => ({ contents: [{ uri: uri.href, text: 'none' }] }))
  server.server.setRequestHandler(SubscribeRequestSchema, async ({ params }) => {
    seen(`subscribed ${params.uri}`)
    return {}
  })
  return server
}

const http = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const bearer = request.headers.authorization?.replace('Bearer ', '')
  if (pathname === '/health') return json(200, { status: 'ok', name: 'sojourn', version: '1', pid: process.pid })
  if (pathname === '/api/v1/stdio-credential') {
    if (bearer !== localToken) return json(401, {})
    const token = `unnamed-${randomUUID()}`
    tokens.add(token)
    seen('unnamed credential')
    return json(200, { token })
  }
  if (!/^\/mcp(\/|$)/.test(pathname)) return json(404, {})
  if (bearer === undefined || !tokens.has(bearer)) {
    seen(`refused ${bearer === localToken ? 'the local token' : 'a token'}`)
    return json(401, { error: { kind: 'unauthorized', message: 'The token is not valid.' } })
  }
  if (bearer.startsWith('unnamed-') && request.headers['x-once'] === undefined) seen(`by unnamed ${request.method}`)
  const id = request.headers['mcp-session-id']
  if (typeof id === 'string') {
    const session = sessions.get(id)
    if (session === undefined) {
      seen('unknown session')
      return json(404, { jsonrpc: '2.0', id: null, error: { code: -32001, message: 'Session not found' } })
    }
    if (request.method === 'DELETE') seen('session deleted')
    return session.transport.handleRequest(request, response)
  }
  const server = newServer(pathname)
  const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => randomUUID(),
    onsessioninitialized: (sessionId) => {
      sessions.set(sessionId, { transport, server })
      seen('session opened')
    },
    onsessionclosed: (sessionId) => {
      sessions.delete(sessionId)
    },
  })
  await server.connect(transport)
  await transport.handleRequest(request, response)
})

await sleep(Number(delay))
http.listen(Number(port), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const bridge = { url, mcp: `${url}/mcp`, token: localToken, user_id: 'u', pid: process.pid, version: '1' }
  writeFileSync(join(dataDir, 'bridge.json'), JSON.stringify(bridge))
  if (words.length > 0) seen(`told ${words.join(' ')}`)
  seen('host started')
})
process.on('SIGTERM', () => {
  rmSync(join(dataDir, 'bridge.json'), { force: true })
  process.exit(0)
})
// A host of a test that went wrong does not stay.
setTimeout(() => process.exit(1), 120_000).unref()
