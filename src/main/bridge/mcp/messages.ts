import * as z from 'zod'

/** As much of a JSON-RPC message as the door itself looks at. */
export interface JsonRpcMessage {
  method: string | undefined
  id: string | number | undefined
  params: Record<string, unknown>
}

const message = z.object({
  method: z.string().optional().catch(undefined),
  id: z.union([z.string(), z.number()]).optional().catch(undefined),
  params: z.record(z.string(), z.unknown()).default({}).catch({}),
})
const progressMeta = z.object({ progressToken: z.union([z.string(), z.number()]) })

/** The messages of a body, one or a batch; what is none has no method. Never throws. */
export function messagesOf(body: unknown): JsonRpcMessage[] {
  return (Array.isArray(body) ? body : [body]).map((one) => {
    const parsed = message.safeParse(one)
    if (!parsed.success) return { method: undefined, id: undefined, params: {} }
    const { method, id, params } = parsed.data
    return { method, id, params }
  })
}

/** Whether an answer has to be a stream: a client that gives a progress token wants to hear before the result. */
export const wantsStream = (messages: readonly JsonRpcMessage[]): boolean =>
  messages.some(({ params }) => progressMeta.safeParse(params._meta).success)
