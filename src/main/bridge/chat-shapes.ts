import * as z from 'zod'

/** What is sent to the assistant over REST. */
export const chatBody = z.strictObject({
  message: z.string(),
  conversation_id: z.string().optional().describe('goes on with a conversation; without it a new one begins'),
})

/** A task that an answer added, changed or listed. */
export const taskLine = z.object({
  task_id: z.string(),
  title: z.string(),
  status: z.string().optional(),
  due: z.string().optional(),
})
export type TaskLine = z.infer<typeof taskLine>

/** One message's whole answer; `tool_calls` carry the catalogue's plain names, as `ask --json` prints them. */
export const chatAnswer = z.object({
  id: z.string(),
  content: z.string().describe('markdown'),
  conversation_id: z.string(),
  tasks: z.array(taskLine),
  tool_calls: z.array(
    z.object({
      name: z.string(),
      input: z.unknown(),
      output: z.unknown(),
      error: z.object({ kind: z.string(), message: z.string(), hint: z.string().optional() }).nullable(),
    }),
  ),
  suggestions: z.array(z.string()),
  timestamp: z.string(),
})
export type ChatAnswer = z.infer<typeof chatAnswer>
