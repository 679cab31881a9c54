import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { jsonText, writePrivately } from '../data-folder.ts'

/** What Connect did for one assistant: enough to take it back exactly. */
const receipt = z.object({
  file: z.string(),
  transport: z.enum(['http', 'stdio']),
  /** SHA-256 of the file before and after; null where there was none. */
  before: z.string().nullable(),
  after: z.string(),
  made_section: z.boolean(),
  /** The topmost folder that was made for the file. */
  made_folder: z.string().optional(),
  /** The client that a credential was made for. */
  client_id: z.string().optional(),
})
export type Receipt = z.infer<typeof receipt>

const receipts = z.record(z.string(), receipt)

export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** `connections.json` and the folder `credentials` in the data folder: both readable by the user alone. */
export class Receipts {
  readonly #dataDir: string

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  find(assistant: string): Receipt | undefined {
    return this.#read()[assistant]
  }

  keep(assistant: string, kept: Receipt): void {
    this.#write({ ...this.#read(), [assistant]: kept })
  }

  drop(assistant: string): void {
    const { [assistant]: _dropped, ...others } = this.#read()
    this.#write(others)
  }

  credentialFile(assistant: string): string {
    return join(this.#dataDir, 'credentials', assistant)
  }

  writeCredential(assistant: string, token: string): void {
    writePrivately(this.credentialFile(assistant), `${token}\n`)
  }

  dropCredential(assistant: string): void {
    rmSync(this.credentialFile(assistant), { force: true })
  }

  #read(): Record<string, Receipt> {
    try {
      return receipts.parse(JSON.parse(readFileSync(join(this.#dataDir, 'connections.json'), 'utf8')))
    } catch {
      // Without receipts an entry is still taken out, only not to the byte.
      return {}
    }
  }

  #write(all: Record<string, Receipt>): void {
    writePrivately(join(this.#dataDir, 'connections.json'), jsonText(all))
  }
}
