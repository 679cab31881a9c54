import type {
  AgentInputItem,
  AssistantMessageItem,
  FunctionCallItem,
  Model,
  ModelRequest,
  ModelResponse,
  StreamEvent,
} from '@openai/agents-core'
import { newId } from '../../shared/ids.ts'
import type { Environment } from './dialogue.ts'
import { turnsOf } from './history.ts'
import { type Response, respond } from './respond.ts'

/**
 * The assistant that needs no account and no network: a deterministic model behind the Agents SDK's model interface. It
 * reads everyday English by a grammar, asks for one tool call at a time and words the results.
 */
export class BuiltInModel implements Model {
  readonly #env: Environment

  /** @param env the moment and the person this run answers for */
  constructor(env: Environment) {
    this.#env = env
  }

  async getResponse(request: ModelRequest): Promise<ModelResponse> {
    const { Usage } = await import('@openai/agents-core')
    return { usage: new Usage(), output: [toItem(this.#respond(request))] }
  }

  async *getStreamedResponse(request: ModelRequest): AsyncIterable<StreamEvent> {
    yield { type: 'response_started' }
    const response = this.#respond(request)
    if ('reply' in response) {
      for (const delta of response.reply.text.match(/\s*\S+(?:[ \t]+\S+){0,3}|\s+$/g) ?? []) {
        request.signal?.throwIfAborted()
        yield { type: 'output_text_delta', delta }
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    yield {
      type: 'response_done',
      response: {
        id: newId(),
        usage: { requests: 1, inputTokens: 0, outputTokens: 0, totalTokens: 0 },
        output: [toItem(response)],
      },
    }
  }

  #respond(request: ModelRequest): Response {
    const items: AgentInputItem[] =
      typeof request.input === 'string' ? [{ role: 'user', content: request.input }] : request.input
    return respond(turnsOf(items), this.#env)
  }
}

function toItem(response: Response): AssistantMessageItem | FunctionCallItem {
  if ('call' in response) {
    return {
      type: 'function_call',
      callId: `call_${newId()}`,
      name: response.call.name,
      arguments: JSON.stringify(response.call.input),
      status: 'completed',
    }
  }
  const { text, suggestions, question } = response.reply
  return {
    type: 'message',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text }],
    providerData: { sojourn: { suggestions, ...(question !== undefined && { question }) } },
  }
}
