import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const requestCase = z.object({
  id: z.string(),
  intent: z.string(),
  /** What was said before. */
  before: z.array(z.string()),
  say: z.string(),
  /** Calls that must be made; `a|b` takes either, of `input` each field given must fit. Empty: nothing may be changed. */
  calls: z.array(z.object({ name: z.string(), input: z.record(z.string(), z.unknown()) })),
  /** What the reply must contain, whatever the case; `a|b` takes either. */
  reply_has: z.array(z.string()),
})

/** One request of a table: what was said before, what is said, and what has to come of it. */
export type RequestCase = z.infer<typeof requestCase>

/** The folder of the tables. */
export const requestsFolder = import.meta.dirname

/** The tables' names, in alphabetical order. Those named `blind…` were written by others who had not seen the grammar. */
export const tableNames = (folder: string = requestsFolder): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()

export const readTable = (name: string, folder: string = requestsFolder): RequestCase[] =>
  z.array(requestCase).parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))
