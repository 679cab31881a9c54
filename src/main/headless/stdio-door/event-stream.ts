/** One event of a `text/event-stream`. */
export interface StreamEvent {
  id?: string
  /** `message` where the stream names none. */
  event: string
  data: string
}

/**
 * Reads server-sent events from text as it comes in, in pieces cut anywhere
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
 * An event that the stream breaks off in is dropped, as the standard says.
 */
export class EventReader {
  readonly #deliver: (event: StreamEvent) => void
  #rest = ''
  #id: string | undefined
  #event = ''
  #data: string[] = []
  /** How long the server asks to wait before connecting again, in milliseconds. */
  retryMs: number | undefined

  constructor(deliver: (event: StreamEvent) => void) {
    this.#deliver = deliver
  }

  push(text: string): void {
    // A line may end in CR LF: a CR at the very end waits for what follows it.
    const all = this.#rest + text
    const lines = all.split(/\r\n|\n|\r(?!$)/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#line(line)
  }

  #line(line: string): void {
    if (line === '') this.#dispatch()
    const colon = line.indexOf(':')
    if (line === '' || colon === 0) return
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') this.#data.push(value)
    else if (field === 'event') this.#event = value
    else if (field === 'id' && !value.includes('\0')) this.#id = value
    else if (field === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value)
  }

  #dispatch(): void {
    const data = this.#data
    const event = this.#event
    this.#data = []
    this.#event = ''
    if (data.length === 0 && this.#id === undefined) return
    this.#deliver({
      event: event === '' ? 'message' : event,
      data: data.join('\n'),
      ...(this.#id !== undefined && { id: this.#id }),
    })
  }
}
