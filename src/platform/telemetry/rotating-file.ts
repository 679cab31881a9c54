import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'

/** A file that lines are appended to, and that makes room for a new one when it is full. */
export class RotatingFile {
  readonly #file: string
  readonly #maxBytes: number
  readonly #keep: number
  #descriptor: number | undefined
  #bytes = 0

  /**
   * @param file `logs/sojourn.log`; older ones are `sojourn.1.log` (the newest of them) and on
   * @param limits when a file is full, and how many files there are at most
   */
  constructor(file: string, { maxBytes, keep }: { maxBytes: number; keep: number }) {
    this.#file = file
    this.#maxBytes = maxBytes
    this.#keep = keep
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    this.#open()
  }

  /** Appends at once, so that a crash loses nothing. Once it is closed, and where the disk is full, the line is dropped. */
  write(line: string): void {
    if (this.#descriptor === undefined) return
    const bytes = Buffer.from(line)
    try {
      if (this.#bytes > 0 && this.#bytes + bytes.length > this.#maxBytes) this.#rotate()
      writeSync(this.#descriptor, bytes)
      this.#bytes += bytes.length
    } catch {
      // A log that cannot be written must not stop what it tells about.
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  #open(): void {
    this.#descriptor = openSync(this.#file, 'a', 0o600)
    this.#bytes = fstatSync(this.#descriptor).size
  }

  #rotate(): void {
    this.close()
    try {
      rmSync(this.#numbered(this.#keep - 1), { force: true })
      for (let number = this.#keep - 2; number >= 0; number--) {
        if (existsSync(this.#numbered(number))) renameSync(this.#numbered(number), this.#numbered(number + 1))
      }
    } finally {
      this.#open()
    }
  }

  #numbered(number: number): string {
    if (number === 0) return this.#file
    const { dir, name, ext } = path.parse(this.#file)
    return path.join(dir, `${name}.${number}${ext}`)
  }
}
