import { once } from 'node:events'
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Endpoint {
  url: string
  token?: string
}

export interface LoadResult {
  callsPerSecond: number
  /** Milliseconds of each call. */
  times: number[]
}

/** One MCP client with a session of its own, as light as can be, so that the server is what is measured. */
class LoadClient {
  readonly #endpoint: Endpoint
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  #session: string | undefined
  #id = 0

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint
  }

  async open(): Promise<void> {
    const { headers } = await this.#post({
      method: 'initialize',
      id: this.#id++,
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
    })
    this.#session = String(headers['mcp-session-id'])
    await this.#post({ method: 'notifications/initialized' })
  }

  /** @throws where the tool fails: a fast refusal is no result */
  async call(name: string, args: Record<string, unknown>): Promise<void> {
    const { body } = await this.#post({ method: 'tools/call', id: this.#id++, params: { name, arguments: args } })
    if (!body.includes('"result"') || body.includes('"isError":true'))
      throw new Error(`${name} failed: ${body.slice(0, 300)}`)
  }

  close(): void {
    this.#agent.destroy()
  }

  async #post(message: Record<string, unknown>): Promise<{ headers: IncomingMessage['headers']; body: string }> {
    const { url, token } = this.#endpoint
    const sent = httpRequest(url, {
      method: 'POST',
      agent: this.#agent,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(this.#session !== undefined && { 'mcp-session-id': this.#session }),
      },
    })
    sent.end(JSON.stringify({ jsonrpc: '2.0', ...message }))
    const [response]: IncomingMessage[] = await once(sent, 'response')
    if (response === undefined) throw new Error('no response')
    const body = await text(response)
    if ((response.statusCode ?? 500) >= 300)
      throw new Error(`${url} answered ${response.statusCode}: ${body.slice(0, 300)}`)
    return { headers: response.headers, body }
  }
}

/** Calls one tool over and over, `clients` at once, each in a session of its own. */
export async function load(
  endpoint: Endpoint,
  clients: number,
  milliseconds: number,
  tool: string,
  args: (call: number) => Record<string, unknown>,
): Promise<LoadResult> {
  const all = Array.from({ length: clients }, () => new LoadClient(endpoint))
  try {
    for (const client of all) await client.open()
    const times: number[] = []
    const started = performance.now()
    let calls = 0
    await Promise.all(
      all.map(async (client) => {
        while (performance.now() - started < milliseconds) {
          const from = performance.now()
          await client.call(tool, args(calls++))
          times.push(performance.now() - from)
        }
      }),
    )
    return { callsPerSecond: times.length / ((performance.now() - started) / 1000), times }
  } finally {
    for (const client of all) client.close()
  }
}
