import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import {
  isJSONRPCErrorResponse,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  type JSONRPCResponse,
  type MessageExtraInfo,
} from '@modelcontextprotocol/sdk/types.js'

/**
 * A transport for single requests answered with single JSON documents, which is nearly all of them: one server serves
 * them all, each under an id of our own, since ids of different sessions meet here. It costs a fifth of a server and a
 * transport built for one request. What a handler sends before its result goes nowhere: requests that want to hear
 * such take the SDK's transport.
 */
export class OneShotTransport implements Transport {
  onclose?: () => void
  onerror?: (error: Error) => void
  onmessage?: <Message extends JSONRPCMessage>(message: Message, extra?: MessageExtraInfo) => void
  readonly #waiting = new Map<number, (answer: JSONRPCResponse) => void>()
  #last = 0

  async start(): Promise<void> {}

  async close(): Promise<void> {
    this.#waiting.clear()
    this.onclose?.()
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (isJSONRPCResultResponse(message) || isJSONRPCErrorResponse(message)) {
      this.#waiting.get(Number(message.id))?.(message)
    }
  }

  /**
   * Hands a request on.
   * @param authInfo reaches the handler as it is: what tells whose request it is
   * @param cancelled a request that is cancelled is never answered
   * @returns the answer under the request's own id; undefined where it was cancelled
   */
  ask(request: JSONRPCRequest, authInfo: AuthInfo, cancelled: AbortSignal): Promise<JSONRPCResponse | undefined> {
    this.#last += 1
    const id = this.#last
    return new Promise((resolve) => {
      const settle = (answer: JSONRPCResponse | undefined) => {
        this.#waiting.delete(id)
        resolve(answer === undefined ? undefined : { ...answer, id: request.id })
      }
      this.#waiting.set(id, settle)
      cancelled.addEventListener('abort', () => settle(undefined), { once: true })
      this.onmessage?.({ ...request, id }, { authInfo })
    })
  }
}
