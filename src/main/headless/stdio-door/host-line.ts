import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { SojournError } from '../../../shared/errors.ts'
import type { BridgeFile } from '../../data-folder.ts'
import { refusalOf } from './answers.ts'
import type { Credential } from './credential.ts'
import { type HttpRequest, mediaTypeOf, readEvents, readText, sendHttp } from './http-exchange.ts'
import { answersTo, envelopeHeaders, isRequest, type Message, type MessageId, toMessage } from './messages.ts'
import type { Session } from './session.ts'

export interface HostLineOptions {
  credential: Credential
  /** `/mcp/{server}` instead of `/mcp`. */
  server?: string
  /** Hands one message to the client. */
  deliver: (message: Message) => void
  log: (line: string) => void
}

/** How a request to the host went, other than well. */
export type Setback = 'session_gone' | 'unauthorized'

/** How often a stream that the host ends before its answer is taken up again. */
const resumptions = 4
const resumePauseMs = 300

/** One side of the door: MCP messages over Streamable HTTP, with the client's credential, in the session given. */
export class HostLine {
  readonly #options: HostLineOptions
  readonly #ended: AbortSignal

  /** @param ended the door was left: nothing more goes to the client */
  constructor(options: HostLineOptions, ended: AbortSignal) {
    this.#options = options
    this.#ended = ended
  }

  /**
   * Sends one message and reads what comes back; messages that are not its answer go to the client.
   * @throws UnsentError, BrokenError, SojournError `unauthorized` where no credential holds
   */
  async exchange(
    host: BridgeFile,
    session: Session | undefined,
    message: Message,
    signal?: AbortSignal,
    sent?: () => void,
  ): Promise<{ answer: Message | undefined; sessionId: string | undefined } | Setback> {
    const { response, token } = await this.#http(
      {
        method: 'POST',
        url: this.#url(host),
        body: JSON.stringify(message),
        headers: { 'content-type': 'application/json', ...envelopeHeaders(message) },
        ...(signal !== undefined && { signal }),
      },
      session,
      host,
      sent,
    )
    const status = response.statusCode ?? 0
    if (status === 401) {
      response.resume()
      if (this.#options.credential.refused(token)) return 'unauthorized'
      throw new SojournError('unauthorized', 'The credential of this assistant does not hold, or no longer.', {
        hint: 'Connect it again, in Sojourn or with npm run connect.',
      })
    }
    if (status === 404 && session?.id !== undefined) {
      response.resume()
      return 'session_gone'
    }
    const header = response.headers['mcp-session-id']
    const sessionId = Array.isArray(header) ? header[0] : header
    const id = isRequest(message) ? message.id : undefined
    if (mediaTypeOf(response) === 'text/event-stream' && status < 300) {
      return { answer: await this.#readAnswer(host, session, response, id), sessionId }
    }
    const text = await readText(response)
    if (status >= 300) {
      if (id === undefined) this.#options.log(`The host refused ${message.method ?? 'an answer'} with ${status}`)
      return { answer: id === undefined ? undefined : refusalOf(id, status, text), sessionId }
    }
    let answer: Message | undefined
    if (text.trim() !== '') this.#sort(text, id, (found) => (answer = found))
    return { answer, sessionId }
  }

  /** Reads the stream that answers a request; one that the host ends early but can resume is taken up again. */
  async #readAnswer(
    host: BridgeFile,
    session: Session | undefined,
    response: IncomingMessage,
    id: MessageId | undefined,
  ): Promise<Message | undefined> {
    let answer: Message | undefined
    let lastId: string | undefined
    let stream = response
    for (let attempt = 1; ; attempt += 1) {
      let pause: number | undefined
      try {
        pause = await readEvents(stream, (event) => {
          lastId = event.id ?? lastId
          if (event.data !== '' && event.event === 'message') this.#sort(event.data, id, (found) => (answer = found))
        })
      } catch (error) {
        // What ended the stream after its answer does not matter any more.
        if (answer !== undefined) return answer
        throw error
      }
      if (answer !== undefined || id === undefined || lastId === undefined || attempt === resumptions) return answer
      await sleep(pause ?? resumePauseMs)
      const resumed = await this.#http(
        { method: 'GET', url: this.#url(host), headers: { 'last-event-id': lastId } },
        session,
        host,
      )
      if (resumed.response.statusCode !== 200) {
        resumed.response.resume()
        return undefined
      }
      stream = resumed.response
    }
  }

  /** Gives the answer to `id` to `found` and everything else to the client. */
  #sort(text: string, id: MessageId | undefined, found: (answer: Message) => void): void {
    let parsed: unknown
    try {
      parsed = JSON.parse(text)
    } catch {
      this.#options.log('The host sent something that is not JSON')
      return
    }
    for (const value of Array.isArray(parsed) ? parsed : [parsed]) {
      const message = toMessage(value)
      if (message === undefined) this.#options.log('The host sent something that is no JSON-RPC message')
      else if (id !== undefined && answersTo(message, id)) found(message)
      else if (!this.#ended.aborted) this.#options.deliver(message)
    }
  }

  /** Opens the stream on which the host speaks by itself, and reads it to its end. */
  async listen(
    host: BridgeFile,
    session: Session,
    lastId: string | undefined,
    heard: (eventId: string | undefined) => void,
  ): Promise<'ended' | 'not_offered' | 'session_gone'> {
    const { response, token } = await this.#http(
      {
        method: 'GET',
        url: this.#url(host),
        signal: this.#ended,
        headers: lastId === undefined ? {} : { 'last-event-id': lastId },
      },
      session,
      host,
    )
    if (response.statusCode === 200 && mediaTypeOf(response) === 'text/event-stream') {
      heard(lastId)
      await readEvents(response, (event) => {
        heard(event.id ?? lastId)
        if (event.data !== '' && event.event === 'message') this.#sort(event.data, undefined, () => {})
      })
      return 'ended'
    }
    response.resume()
    if (response.statusCode === 405) return 'not_offered'
    if (response.statusCode === 404) return 'session_gone'
    if (response.statusCode === 401) this.#options.credential.refused(token)
    return 'ended'
  }

  /** Ends a session at the host. */
  async hangUp(host: BridgeFile, session: Session): Promise<void> {
    const { response } = await this.#http({ method: 'DELETE', url: this.#url(host), timeoutMs: 1000 }, session, host)
    response.resume()
  }

  #url(host: BridgeFile): string {
    return this.#options.server === undefined ? host.mcp : `${host.mcp}/${encodeURIComponent(this.#options.server)}`
  }

  async #http(
    request: Omit<HttpRequest, 'headers'> & { headers?: Record<string, string> },
    session: Session | undefined,
    host: BridgeFile,
    sent?: () => void,
  ): Promise<{ response: IncomingMessage; token: string }> {
    const token = await this.#options.credential.token(host)
    const answered = sendHttp({
      ...request,
      headers: {
        accept: request.method === 'GET' ? 'text/event-stream' : 'application/json, text/event-stream',
        authorization: `Bearer ${token}`,
        ...(session?.id !== undefined && { 'mcp-session-id': session.id }),
        ...(session?.version !== undefined && { 'mcp-protocol-version': session.version }),
        ...request.headers,
      },
    })
    sent?.()
    return { response: await answered, token }
  }
}
