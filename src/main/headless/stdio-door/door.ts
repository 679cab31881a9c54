import { setTimeout as sleep } from 'node:timers/promises'
import { SojournError } from '../../../shared/errors.ts'
import type { BridgeFile } from '../../data-folder.ts'
import { HostLine, type HostLineOptions } from './host-line.ts'
import type { HostStarter } from './host-starter.ts'
import { BrokenError, UnsentError } from './http-exchange.ts'
import {
  codes,
  failure,
  isRequest,
  listens,
  type Message,
  type MessageId,
  maySendAgain,
  type RequestMessage,
  revisionInEnvelope,
  toMessage,
} from './messages.ts'
import { type Opening, type Session, SessionMemory, sessionOf } from './session.ts'

export interface DoorOptions extends HostLineOptions {
  starter: HostStarter
}

interface InFlight {
  /** Listens for as long as it lasts: nobody waits for its answer. */
  listens: boolean
  abort: AbortController
  sent: boolean
  cancelled: boolean
}

const isCancelled = (flight: InFlight | undefined): boolean => flight?.cancelled === true

/** How long a host that broke off is given to be gone. */
const goingMs = 150
const attempts = 4
const listenPauseMs = { first: 300, longest: 5_000 }

/**
 * Passes MCP messages between a client on standard input and output and the host's Streamable HTTP. It knows of MCP only
 * what that needs: which request opens a session, which header goes beside a message, and what to say again to a host that
 * was started anew. Messages are sent in the order in which they came; requests are answered when the host answers.
 */
export class StdioDoor {
  readonly #options: DoorOptions
  readonly #memory = new SessionMemory()
  readonly #inFlight = new Map<MessageId, InFlight>()
  readonly #end = new AbortController()
  readonly #line: HostLine
  #order: Promise<void> = Promise.resolve()
  #host: BridgeFile | undefined
  #opening: Opening | undefined
  #session: Session | undefined
  #reopening: Promise<Session> | undefined
  #listening: Session | undefined
  #ownIds = 0

  constructor(options: DoorOptions) {
    this.#options = options
    this.#line = new HostLine(options, this.#end.signal)
  }

  /** Resolves when all that came so far was sent, and every request of it answered. */
  async settled(): Promise<void> {
    await this.#order
    while ([...this.#inFlight.values()].some((flight) => !flight.listens)) await sleep(20)
  }

  /** Takes one line of the client's. */
  receiveLine(line: string): void {
    let parsed: unknown
    try {
      parsed = JSON.parse(line)
    } catch {
      this.#options.deliver(failure(null, codes.parse, 'This line is not JSON.'))
      return
    }
    // 2025-03-26 allowed several messages in one array.
    for (const value of Array.isArray(parsed) ? parsed : [parsed]) {
      const message = toMessage(value)
      if (message !== undefined) this.receive(message)
      else this.#options.deliver(failure(null, codes.invalidRequest, 'This is no JSON-RPC 2.0 message.'))
    }
  }

  receive(message: Message): void {
    if (isRequest(message)) {
      this.#inFlight.set(message.id, {
        listens: listens(message),
        abort: new AbortController(),
        sent: false,
        cancelled: false,
      })
    } else if (message.method === 'notifications/cancelled' && this.#cancel(message)) {
      return
    }
    this.#order = this.#order.then(() => this.#send(message)).catch((error: unknown) => this.#options.log(say(error)))
  }

  /** Leaves the host: ends its session there, within a second, and everything under way. */
  async close(): Promise<void> {
    if (this.#end.signal.aborted) return
    this.#end.abort()
    for (const { abort } of this.#inFlight.values()) abort.abort()
    const session = this.#session
    const host = this.#host
    if (host === undefined || session?.id === undefined) return
    try {
      await this.#line.hangUp(host, session)
    } catch {
      // The host is gone, and the session with it.
    }
  }

  /** Resolves when the next message may be sent. */
  async #send(message: Message): Promise<void> {
    if (!isRequest(message)) return this.#pass(message)
    if (message.method === 'initialize') {
      this.#opening = { initialize: message }
      this.#memory.forget()
      this.#session = undefined
    }
    let sent = () => {}
    const whenSent = new Promise<void>((resolve) => (sent = resolve))
    const answered = this.#answer(message, sent).finally(sent)
    // What follows `initialize` belongs to the session that its answer opens.
    await (message.method === 'initialize' ? answered : whenSent)
  }

  /** Sends a request until it is answered, and sees that it is, with an error where there is no other way. */
  async #answer(message: RequestMessage, sent: () => void): Promise<void> {
    const flight = this.#inFlight.get(message.id)
    let answer: Message | undefined
    try {
      answer = await (listens(message) ? this.#askOn(message, flight, sent) : this.#ask(message, flight, sent))
    } catch (error) {
      answer = failure(
        message.id,
        codes.connection,
        say(error),
        error instanceof SojournError ? error.toBody() : undefined,
      )
    }
    this.#inFlight.delete(message.id)
    if (this.#end.signal.aborted) return
    if (answer !== undefined) {
      if (answer.error === undefined) this.#memory.note(message)
      this.#options.deliver(answer)
    } else if (!isCancelled(flight)) {
      this.#options.deliver(failure(message.id, codes.connection, 'Sojourn closed the connection without an answer.'))
    }
  }

  /**
   * Asks to listen, and again whenever the host that told of changes has gone and another is there. None is started for it:
   * who ends Sojourn does not want it back because somebody listens.
   */
  async #askOn(message: RequestMessage, flight: InFlight | undefined, sent: () => void): Promise<Message | undefined> {
    let answer = await this.#ask(message, flight, sent).catch(brokenOff)
    let pause: number = listenPauseMs.first
    while (answer === undefined && !isCancelled(flight) && !this.#end.signal.aborted) {
      await sleep(pause, undefined, { signal: this.#end.signal }).catch(() => {})
      pause = Math.min(pause * 2, listenPauseMs.longest)
      this.#host = await this.#options.starter.find()
      if (this.#host === undefined) continue
      answer = await this.#ask(message, flight, sent).catch(brokenOff)
      pause = listenPauseMs.first
    }
    return answer
  }

  /** @returns the answer; undefined where the host gave none */
  async #ask(message: RequestMessage, flight: InFlight | undefined, sent: () => void): Promise<Message | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const opens = message.method === 'initialize'
      const host = await this.#reach()
      const session = opens || revisionInEnvelope(message) !== undefined ? undefined : await this.#current()
      if (isCancelled(flight)) return undefined
      if (flight !== undefined) flight.sent = true
      try {
        const outcome = await this.#line.exchange(host, session, message, flight?.abort.signal, sent)
        if (typeof outcome !== 'string') {
          if (opens && outcome.answer?.result !== undefined)
            this.#session = sessionOf(outcome.sessionId, outcome.answer)
          return outcome.answer
        }
        if (attempt === attempts) throw new SojournError('unavailable', 'Sojourn did not take this session up again.')
        if (outcome === 'session_gone') this.#lose(session)
      } catch (error) {
        if (isCancelled(flight) || this.#end.signal.aborted) return undefined
        const again =
          flight?.listens !== true &&
          (error instanceof UnsentError || (error instanceof BrokenError && maySendAgain(message)))
        if (error instanceof BrokenError && !again) {
          // A host that is just going may take one more connection and drop it: who asks again should not meet it.
          this.#host = undefined
          await sleep(goingMs)
        }
        if (!again || attempt === attempts) throw said(error)
        this.#options.log(`The host went away (${say(error)}); trying again`)
        this.#host = undefined
        if (error instanceof UnsentError) this.#lose(session)
        await sleep(100 * attempt)
      }
    }
  }

  /** Sends a notification, or the client's answer to a request of the host's. Nothing is started for its sake. */
  async #pass(message: Message): Promise<void> {
    if (message.method === 'notifications/initialized' && this.#opening !== undefined) {
      this.#opening.initialized = message
    }
    const host = this.#host
    const session = this.#session
    if (host === undefined || session === undefined) return
    try {
      const outcome = await this.#line.exchange(host, session, message)
      if (outcome === 'session_gone') this.#lose(session)
    } catch (error) {
      this.#options.log(`A notification was not delivered: ${say(error)}`)
    }
    if (message.method === 'notifications/initialized') this.#listen(session)
  }

  /** Whether a cancellation was dealt with here: the request is not sent yet, or ends with its connection. */
  #cancel(message: Message): boolean {
    const id = message.params?.requestId
    const flight = typeof id === 'string' || typeof id === 'number' ? this.#inFlight.get(id) : undefined
    if (flight === undefined) return false
    flight.cancelled = true
    // Without a session a request is cancelled by hanging up, which is how 2026-07-28 has it.
    if (flight.sent && this.#session !== undefined) return false
    flight.abort.abort()
    return true
  }

  async #reach(): Promise<BridgeFile> {
    this.#host ??= await this.#options.starter.findOrStart()
    return this.#host
  }

  /** The session to send in, opened again where it was lost; undefined where the client never opened one. */
  async #current(): Promise<Session | undefined> {
    if (this.#session !== undefined || this.#opening?.initialized === undefined) return this.#session
    return this.#reopen()
  }

  #lose(session: Session | undefined): void {
    if (session !== undefined && this.#session === session) this.#session = undefined
  }

  #reopen(): Promise<Session> {
    this.#reopening ??= this.#openAgain().finally(() => {
      this.#reopening = undefined
    })
    return this.#reopening
  }

  /** Opens the client's session with a host that does not know it, and says again what lived in the one before. */
  async #openAgain(): Promise<Session> {
    const opening = this.#opening
    if (opening === undefined) throw new SojournError('internal', 'There is no session to open again.')
    const host = await this.#reach()
    const answered = await this.#own(host, undefined, opening.initialize)
    if (answered.answer?.result === undefined) {
      throw new SojournError('unavailable', 'Sojourn did not open the session again.', {
        hint: answered.answer?.error?.message ?? 'Start this assistant again.',
      })
    }
    const session = sessionOf(answered.sessionId, answered.answer)
    if (opening.initialized !== undefined) await this.#line.exchange(host, session, opening.initialized)
    for (const request of this.#memory.requests()) await this.#own(host, session, request)
    this.#session = session
    this.#options.log('The session was opened again with a host that was started anew')
    this.#listen(session)
    // The new host may be another version: its lists are worth another look.
    for (const method of session.announces) this.#options.deliver({ jsonrpc: '2.0', method })
    return session
  }

  /** Sends a request again under an id of the door's own, whose answer is not the client's. */
  async #own(host: BridgeFile, session: Session | undefined, request: RequestMessage) {
    this.#ownIds += 1
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#line.exchange(host, session, { ...request, id: `sojourn-door-${this.#ownIds}` })
      if (typeof outcome !== 'string') return outcome
      if (outcome === 'session_gone' || attempt === attempts) {
        throw new SojournError('unavailable', 'Sojourn did not take this session up again.')
      }
    }
  }

  /** Holds the stream open on which the host speaks by itself, for as long as the session lasts. */
  #listen(session: Session): void {
    if (this.#listening === session) return
    this.#listening = session
    this.#keepListening(session).catch((error: unknown) => this.#options.log(say(error)))
  }

  async #keepListening(session: Session): Promise<void> {
    let lastId: string | undefined
    let pause: number = listenPauseMs.first
    while (!this.#end.signal.aborted && this.#listening === session) {
      const host = await this.#options.starter.find()
      if (host !== undefined) {
        this.#host = host
        try {
          const outcome = await this.#line.listen(host, session, lastId, (eventId) => {
            lastId = eventId
            pause = listenPauseMs.first
          })
          if (outcome === 'not_offered') return
          if (outcome === 'session_gone') {
            this.#lose(session)
            // Opening it again starts to listen anew.
            if (this.#session === undefined) await this.#reopen()
            return
          }
        } catch (error) {
          if (this.#end.signal.aborted) return
          this.#options.log(`The host’s own messages are interrupted: ${say(error)}`)
        }
      }
      await sleep(pause, undefined, { signal: this.#end.signal }).catch(() => {})
      pause = Math.min(pause * 2, listenPauseMs.longest)
    }
  }
}

/** A stream that broke off is no error for who listens on it. */
function brokenOff(error: unknown): undefined {
  if (!(error instanceof SojournError && error.kind === 'unavailable')) throw error
}

/** An error as a sentence. */
const say = (error: unknown): string => {
  if (error instanceof SojournError) return error.hint === undefined ? error.message : `${error.message} ${error.hint}`
  return error instanceof Error ? error.message : String(error)
}

/** What the client is told of a connection that failed. */
function said(error: unknown): unknown {
  if (error instanceof BrokenError) {
    return new SojournError('unavailable', 'Sojourn stopped before it answered.', {
      hint: 'It may or may not have been done: look before you repeat it.',
    })
  }
  if (error instanceof UnsentError) {
    return new SojournError('unavailable', 'Sojourn cannot be reached.', { hint: 'Start it and try again.' })
  }
  return error
}
