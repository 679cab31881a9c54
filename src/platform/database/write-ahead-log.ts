import { type FileHandle, open } from 'node:fs/promises'
import { SojournError } from '../../shared/errors.ts'

/**
 * Puts what was committed on the disk before it is answered. SQLite appends each commit to its write-ahead log and leaves
 * the flush to this class (`synchronous = NORMAL`): one flush serves every commit made before it began, and it waits in
 * libuv's thread pool, not on the event loop. What `flushed` has answered survives a power cut as it does under
 * `synchronous = FULL`, which flushes the same file at each commit.
 *
 * Opening and closing the log by a descriptor of our own is safe: SQLite's POSIX locks are on the database and `-shm`.
 */
export class WriteAheadLog {
  readonly #file: string
  #handle: Promise<FileHandle> | undefined
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined

  /** @param database the database's file; its log stands beside it */
  constructor(database: string) {
    this.#file = `${database}-wal`
  }

  /**
   * Resolves when everything committed so far is on the disk.
   * @throws SojournError `unavailable` where the disk refuses: the change is made, but may not outlive a power cut
   */
  flushed(): Promise<void> {
    // A flush under way may have begun before this commit; the one after it has not.
    if (this.#running === undefined) return this.#start()
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined
        return this.#start()
      })
    return this.#next
  }

  /** Waits for flushes under way and lets the file go; SQLite's own closing flushes what is left. */
  async close(): Promise<void> {
    while (this.#running !== undefined) await this.#running.catch(() => undefined)
    const handle = await this.#handle
    this.#handle = undefined
    await handle?.close()
  }

  #start(): Promise<void> {
    const running = this.#flush().finally(() => {
      if (this.#running === running) this.#running = undefined
    })
    this.#running = running
    return running
  }

  async #flush(): Promise<void> {
    try {
      this.#handle ??= open(this.#file, 'r+')
      await (await this.#handle).datasync()
    } catch (error) {
      const handle = this.#handle
      this.#handle = undefined
      handle?.then((file) => file.close()).catch(() => undefined)
      throw new SojournError('unavailable', 'The disk did not confirm that the change was saved.', {
        hint: 'The change is made, but may be lost if the power goes. Check the disk that holds the data folder.',
        cause: error,
      })
    }
  }
}
