import { expect } from 'vitest'
import type { StartedHost } from '../host/started-host.ts'
import { send } from './raw.ts'

/** How long a good request may take after, or amid, bad ones, in milliseconds. */
const soonMs = 5_000

/** Posts a body to `/mcp` as MCP's clients do. */
export function toMcp(
  host: StartedHost,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  path = '/mcp',
) {
  return send(host.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body,
  })
}

export const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` })

export const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'hostile test', version: '1' } },
})

/** The host is healthy, and a good call over MCP and one over REST are answered, each soon. */
export async function stillAnswers(host: StartedHost, token: string): Promise<void> {
  const started = performance.now()
  const health = await send(`${host.url}/health`)
  expect(health.status).toBe(200)
  expect(JSON.parse(health.body)).toMatchObject({ status: 'ok', pid: host.process.pid })
  const opened = await toMcp(host, initialize, bearer(token))
  expect(opened.status).toBe(200)
  const call = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'list_tasks', arguments: {} } }
  const called = await toMcp(host, JSON.stringify(call), {
    ...bearer(token),
    'mcp-session-id': String(opened.headers['mcp-session-id']),
    'mcp-protocol-version': '2025-11-25',
  })
  expect(JSON.parse(called.body)).toMatchObject({ id: 2, result: { structuredContent: { tasks: [] } } })
  expect((await host.answer('list_tasks', {})).status).toBe(200)
  expect(performance.now() - started).toBeLessThan(soonMs)
}
