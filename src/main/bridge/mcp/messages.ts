/** As much of a JSON-RPC message as the door itself looks at; the SDKs check the whole. */
export interface JsonRpcMessage {
  method: string | undefined
  id: string | number | undefined
  params: Record<string, unknown>
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The messages of a body, one or a batch; what is none has no method. Never throws. */
export function messagesOf(body: unknown): JsonRpcMessage[] {
  return Array.isArray(body) ? body.map(messageOf) : [messageOf(body)]
}

/** One message of a body. Never throws. */
export function messageOf(value: unknown): JsonRpcMessage {
  if (!isObject(value)) return { method: undefined, id: undefined, params: {} }
  const { method, id, params } = value
  return {
    method: typeof method === 'string' ? method : undefined,
    id: typeof id === 'string' || typeof id === 'number' ? id : undefined,
    params: isObject(params) ? params : {},
  }
}

/** Whether an answer has to be a stream: a client that gives a progress token wants to hear before the result. */
export const wantsStream = (messages: readonly JsonRpcMessage[]): boolean =>
  messages.some(({ params }) => isObject(params._meta) && params._meta.progressToken !== undefined)
