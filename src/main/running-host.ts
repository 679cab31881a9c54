import * as z from 'zod'
import { type ErrorBody, type ErrorKind, SojournError, statusOfKind } from '../shared/errors.ts'
import type { ChatAnswer } from './bridge/chat-shapes.ts'
import { type BridgeFile, readBridgeFile } from './data-folder.ts'

const health = z.object({ status: z.literal('ok'), name: z.literal('sojourn'), pid: z.number() })

/**
 * Whether the Sojourn host of a process answers at this address. Another one there (of another folder, which took the port
 * over) is not it, and must not be given its token.
 */
export async function answers(url: string, { pid }: { pid: number }): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) })
    const told = health.safeParse(await response.json())
    return told.success && told.data.pid === pid
  } catch {
    return false
  }
}

/** The host that is running on this data folder, if one is and answers. */
export async function findRunningHost(dataDir: string): Promise<RunningHost | undefined> {
  const bridge = readBridgeFile(dataDir)
  return bridge !== undefined && (await answers(bridge.url, bridge)) ? new RunningHost(bridge) : undefined
}

const errorBody = z.object({
  error: z.object({
    kind: z.string().refine((kind): kind is ErrorKind => kind in statusOfKind),
    message: z.string(),
    hint: z.string().optional(),
  }),
})

/** Another process's host, reached over its REST door with the local token. */
export class RunningHost {
  readonly #bridge: BridgeFile

  constructor(bridge: BridgeFile) {
    this.#bridge = bridge
  }

  get mcp(): string {
    return this.#bridge.mcp
  }

  get url(): string {
    return this.#bridge.url
  }

  /** Brings its window to the front where it has one; gives a fresh address for a browser. */
  async open(): Promise<{ url: string; shown: boolean }> {
    return z.object({ url: z.string(), shown: z.boolean() }).parse(await this.#post('/api/v1/app/open', {}))
  }

  async chat(message: string, conversationId: string | undefined): Promise<ChatAnswer> {
    const body = { message, ...(conversationId !== undefined && { conversation_id: conversationId }) }
    return (await this.#post(`/api/chat/${this.#bridge.user_id}`, body)) as ChatAnswer
  }

  /** Calls a tool as the local caller. */
  async call(tool: string, params: Record<string, unknown>): Promise<unknown> {
    return z.object({ result: z.unknown() }).parse(await this.#post(`/api/v1/tools/${tool}/call`, { params })).result
  }

  /** Makes a credential for the stdio door of an assistant: a client of its own. */
  async mintStdioCredential(name: string): Promise<{ token: string; client_id: string }> {
    const minted = await this.#post('/api/v1/stdio-credential', { name })
    return z.object({ token: z.string(), client_id: z.string() }).parse(minted)
  }

  async #post(path: string, body: unknown): Promise<unknown> {
    const response = await fetch(this.#bridge.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#bridge.token}` },
      body: JSON.stringify(body),
    })
    const answer: unknown = await response.json()
    if (response.ok) return answer
    const failed = errorBody.safeParse(answer)
    if (failed.success) throw SojournError.fromBody(failed.data.error as ErrorBody)
    throw new SojournError('unavailable', 'The running Sojourn did not answer as expected.')
  }
}
