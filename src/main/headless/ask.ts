import { readFileSync } from 'node:fs'
import { SojournError } from '../../shared/errors.ts'
import { readDataDir, readOptions } from '../arguments.ts'
import { toAnswer } from '../bridge/chat.ts'
import type { ChatAnswer } from '../bridge/chat-shapes.ts'
import { findRunningHost } from '../running-host.ts'
import { openHeadlessHost } from './headless-host.ts'
import { prepareData } from './prepare.ts'

/** `ask [--json] [--conversation ID] [--data-dir DIR] MESSAGE`: one message to the assistant, its answer on stdout. */
export async function ask(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = readOptions(args, {
    json: { type: 'boolean' },
    conversation: { type: 'string' },
    'data-dir': { type: 'string' },
  })
  const message = positionals.length === 1 && positionals[0] === '-' ? readFileSync(0, 'utf8') : positionals.join(' ')
  if (message.trim() === '') {
    throw new SojournError('invalid_input', 'There is no message.', {
      hint: 'For example: npm run ask -- "Plan 4 days in Lisbon from 12 May for two"',
    })
  }
  const conversationId = typeof values.conversation === 'string' ? values.conversation : undefined
  const answer = await send(readDataDir(values['data-dir'], env), message, conversationId, env)
  if (values.json === true) {
    const { content, conversation_id, tool_calls } = answer
    process.stdout.write(`${JSON.stringify({ reply: content, conversation_id, tool_calls })}\n`)
  } else {
    process.stdout.write(`${answer.content}\n`)
  }
}

async function send(
  dataDir: string,
  message: string,
  conversationId: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<ChatAnswer> {
  const running = await findRunningHost(dataDir)
  if (running !== undefined) return running.chat(message, conversationId)
  await prepareData()
  const host = await openHeadlessHost(dataDir, env)
  try {
    const sent = await host.assistant.send(host.user, {
      message,
      ...(conversationId !== undefined && { conversation_id: conversationId }),
    })
    return toAnswer(await sent.answered)
  } finally {
    await host.close()
  }
}
