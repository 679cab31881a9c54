import { Router } from 'express'
import * as z from 'zod'
import type { Message, ToolPart } from '../../shared/conversation.ts'
import { SojournError } from '../../shared/errors.ts'
import type { Assistant } from '../assistant/assistant.ts'
import { allowOnly } from './allow-only.ts'
import { type ChatAnswer, chatBody, type TaskLine, taskLine } from './chat-shapes.ts'
import { jsonBody } from './json-body.ts'
import { type Authenticate, identityOf, requireOwner, requireToken, signalOf } from './rest.ts'

const withTasks = z.object({ tasks: z.array(taskLine) })

/** The tasks in what a tool answered: one, or a list. */
function tasksIn(output: unknown): TaskLine[] {
  const many = withTasks.safeParse(output)
  if (many.success) return many.data.tasks
  const one = taskLine.safeParse(output)
  return one.success ? [one.data] : []
}

export function toAnswer(message: Message): ChatAnswer {
  const calls = message.parts.filter((part): part is ToolPart => part.type === 'tool')
  return {
    id: message.message_id,
    content: message.parts
      .flatMap((part) => (part.type === 'text' ? [part.text] : []))
      .join('\n\n')
      .trim(),
    conversation_id: message.conversation_id,
    tasks: [...new Map(calls.flatMap((part) => tasksIn(part.output)).map((task) => [task.task_id, task])).values()],
    tool_calls: calls.map((part) => ({
      name: part.name,
      input: part.input,
      output: part.output ?? null,
      error: part.error ?? null,
    })),
    suggestions: message.suggestions,
    timestamp: message.created_at,
  }
}

/** `POST /api/chat/{user_id}`: one message to the assistant, its whole answer back. */
export function chatRoutes(assistant: Assistant, authenticate: Authenticate): Router {
  const router = Router()
  router.post(
    '/api/chat/:user_id',
    requireToken(authenticate),
    requireOwner,
    jsonBody('1mb'),
    async (request, response) => {
      const identity = identityOf(response)
      if (request.params.user_id !== identity.user) {
        throw new SojournError('forbidden', 'That conversation belongs to another user.')
      }
      const body = chatBody.safeParse(request.body)
      if (!body.success) {
        throw new SojournError('invalid_input', 'The body must be { "message", "conversation_id"? }.')
      }
      const sent = await assistant.send(identity.user, body.data)
      signalOf(response).addEventListener('abort', () => assistant.stop(identity.user, sent.conversation_id))
      response.json(toAnswer(await sent.answered))
    },
  )
  router.all('/api/chat/:user_id', allowOnly('POST'))
  return router
}
