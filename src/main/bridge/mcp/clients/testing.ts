import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import * as z from 'zod'

/** For tests: a client of the 1.x SDK, connected. */
export async function legacyClient(url: string, token: string) {
  const client = new Client({ name: 'test', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  })
  await client.connect(transport)
  return { client, transport, [Symbol.asyncDispose]: () => client.close() }
}

/** For tests: a client of the 2.x SDK that speaks 2026-07-28 and nothing else, connected. */
export async function modernClient(url: string, token: string) {
  const client = new ModernClient(
    { name: 'test', version: '2' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  )
  await client.connect(
    new ModernTransport(new URL(url), { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
  )
  return { client, [Symbol.asyncDispose]: () => client.close() }
}

/** The text of a tool's result. */
export function textOf(result: unknown): string {
  return textResult.parse(result).content[0].text
}

const textResult = z.object({ content: z.tuple([z.object({ text: z.string() })]) })

/** One JSON-RPC message over plain HTTP. */
export function rawPost(url: string, token: string | undefined, body: unknown, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** Opens a session and gives its id. */
export async function openSession(url: string, token: string): Promise<string> {
  const response = await rawPost(url, token, {
    jsonrpc: '2.0',
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
  })
  return response.headers.get('mcp-session-id') ?? ''
}
