import { StringDecoder } from 'node:string_decoder'

/** Cuts bytes that come in pieces into lines of UTF-8 text; empty ones are left out. */
export class LineReader {
  readonly #deliver: (line: string) => void
  readonly #decoder = new StringDecoder('utf8')
  #pieces: string[] = []

  constructor(deliver: (line: string) => void) {
    this.#deliver = deliver
  }

  push(bytes: Buffer): void {
    const parts = this.#decoder.write(bytes).split('\n')
    const last = parts.pop() ?? ''
    for (const part of parts) {
      this.#pieces.push(part)
      this.#flush()
    }
    if (last !== '') this.#pieces.push(last)
  }

  /** The input is over: what stands without a newline is a line too. */
  end(): void {
    this.#pieces.push(this.#decoder.end())
    this.#flush()
  }

  #flush(): void {
    const line = this.#pieces.join('').trim()
    this.#pieces = []
    if (line !== '') this.#deliver(line)
  }
}
