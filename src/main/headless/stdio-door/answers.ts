import * as z from 'zod'
import { codes, failure, type Message, type MessageId, toMessage } from './messages.ts'

const sojournError = z.object({
  error: z.object({ message: z.string(), hint: z.string().optional() }).loose(),
})

/** What the client is told where the host refused its request with an HTTP status: the host's own error where it gave one. */
export function refusalOf(id: MessageId, status: number, body: string): Message {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    parsed = undefined
  }
  const message = toMessage(parsed)
  if (message?.error !== undefined) return { ...message, id }
  const known = sojournError.safeParse(parsed)
  if (known.success) {
    const { error } = known.data
    const text = error.hint === undefined ? error.message : `${error.message} ${error.hint}`
    return failure(id, codes.connection, text, error)
  }
  return failure(id, codes.connection, `Sojourn answered with HTTP status ${status}.`)
}
