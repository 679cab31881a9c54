export type MessageId = string | number

/** A JSON-RPC 2.0 message, as far as the door looks into it. */
export interface Message {
  jsonrpc: '2.0'
  id?: MessageId | null
  method?: string
  params?: Record<string, unknown>
  result?: unknown
  error?: { code: number; message: string; data?: unknown }
}

export type RequestMessage = Message & { id: MessageId; method: string }

/** JSON-RPC's own codes, and the one that MCP servers use for what is wrong with the connection. */
export const codes = { parse: -32_700, invalidRequest: -32_600, internal: -32_603, connection: -32_000 } as const

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as a message; undefined where it is none. */
export function toMessage(value: unknown): Message | undefined {
  if (!isObject(value) || value.jsonrpc !== '2.0') return undefined
  const { id, method, params } = value
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number') return undefined
  if (method === undefined ? !('result' in value || 'error' in value) : typeof method !== 'string') return undefined
  if (params !== undefined && !isObject(params)) return undefined
  return value as unknown as Message
}

export const isRequest = (message: Message): message is RequestMessage =>
  message.method !== undefined && message.id !== undefined && message.id !== null

/** Whether a message answers the request with this id. */
export const answersTo = (message: Message, id: MessageId): boolean => message.method === undefined && message.id === id

export const failure = (id: MessageId | null, code: number, message: string, data?: unknown): Message => ({
  jsonrpc: '2.0',
  id,
  error: { code, message, ...(data !== undefined && { data }) },
})

/** The revision that a request of the 2026-07-28 era names in its own envelope; undefined for one of a session. */
export function revisionInEnvelope(message: Message): string | undefined {
  const meta = message.params?._meta
  const revision = isObject(meta) ? meta['io.modelcontextprotocol/protocolVersion'] : undefined
  return typeof revision === 'string' ? revision : undefined
}

/** Where each method's `Mcp-Name` header comes from (revision 2026-07-28, standard request headers). */
const namedBy: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId',
}

/** The headers that the 2026-07-28 revision wants beside a request; none for one of a session. */
export function envelopeHeaders(message: Message): Record<string, string> {
  const revision = revisionInEnvelope(message)
  if (revision === undefined || !isRequest(message)) return {}
  const field = Object.hasOwn(namedBy, message.method) ? namedBy[message.method] : undefined
  const name = field === undefined ? undefined : message.params?.[field]
  return {
    'mcp-protocol-version': revision,
    'mcp-method': message.method,
    ...(typeof name === 'string' && { 'mcp-name': headerValue(name) }),
  }
}

/** Text as a header can carry it: as it is, or in Base64 between the marks that the revision gives. */
function headerValue(text: string): string {
  const plain = /^[\x20-\x7e]+$/.test(text) && text === text.trim() && !/^=\?base64\?.*\?=$/.test(text)
  return plain ? text : `=?base64?${Buffer.from(text, 'utf8').toString('base64')}?=`
}

/** Whether a request only listens: it is answered when listening ends, and the client waits for nothing of it. */
export const listens = (message: Message): boolean => message.method === 'subscriptions/listen'

/** Whether a request may be sent twice: everything but a tool call without an idempotency key. */
export function maySendAgain(message: RequestMessage): boolean {
  if (message.method !== 'tools/call') return true
  const input = message.params?.arguments
  return isObject(input) && typeof input.idempotency_key === 'string'
}
