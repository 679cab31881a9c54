import type { ToolPart } from '../../shared/conversation.ts'
import { agentTools, type CallSetting } from './agent-tools.ts'
import type { Answer } from './answer.ts'
import type { ConversationWriter } from './conversation-store.ts'
import { marksOf } from './history.ts'
import type { ChosenModel } from './models.ts'
import { DatabaseSession } from './session.ts'

/** How many steps (calls and the answer) a turn may take. */
const stepsAtMost = 120

/**
 * Runs one turn through the Agents SDK, which is loaded when it is first needed. No traces are made or sent.
 * @returns what the user may want to say next
 */
export async function runAgent(options: {
  said: string
  chosen: ChosenModel
  answer: Answer
  store: ConversationWriter
  setting: Omit<CallSetting, 'onPart'>
}): Promise<{ suggestions: string[] }> {
  const { said, chosen, answer, store, setting } = options
  const { Agent, Runner } = await import('@openai/agents-core')
  setting.signal.throwIfAborted()
  const tools = await agentTools(setting.registry.visibleTo(setting.caller), {
    ...setting,
    onPart: (part: ToolPart) => answer.tool(part),
  })
  const agent = new Agent({ name: 'Sojourn', instructions: chosen.instructions, model: chosen.model, tools })
  const runner = new Runner({
    tracingDisabled: true,
    traceIncludeSensitiveData: false,
    modelProvider: { getModel: () => chosen.model },
  })
  const session = new DatabaseSession(store, setting.user, answer.message.conversation_id)
  const result = await runner.run(agent, said, {
    stream: true,
    session,
    signal: setting.signal,
    maxTurns: stepsAtMost,
  })
  let suggestions: string[] = []
  for await (const event of result) {
    if (event.type === 'raw_model_stream_event' && event.data.type === 'output_text_delta') {
      answer.text(event.data.delta)
    } else if (event.type === 'run_item_stream_event' && event.name === 'message_output_created') {
      const raw = event.item.rawItem
      const marks = raw !== undefined && 'providerData' in raw ? marksOf(raw.providerData) : undefined
      if (marks !== undefined) suggestions = marks.suggestions
    }
  }
  await result.completed
  return { suggestions }
}
