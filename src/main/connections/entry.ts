import { isDeepStrictEqual } from 'node:util'
import { SojournError } from '../../shared/errors.ts'

/** A value that JSON and TOML can both carry. */
export type EntryValue = string | boolean | readonly string[] | { readonly [key: string]: string }
/** What stands under our name in a client's configuration. */
export type Entry = Readonly<Record<string, EntryValue>>

/** Where an entry stands: a table of servers by name, and the name. */
export interface EntryPlace {
  /** `mcpServers`, `servers`, `mcp_servers`, `mcp`. */
  section: string
  name: string
}

/** A configuration's text after a change. */
export interface Edited {
  text: string
  /** Whether the section was not there before. */
  madeSection: boolean
}

/** How one kind of file is read and changed: everything but our entry stays byte for byte. */
export interface EntryFormat {
  /** What stands at a place, undefined where nothing does. @throws SojournError `conflict` where the file cannot be parsed */
  read(text: string, place: EntryPlace): unknown
  /** @throws SojournError `conflict` where the file cannot be parsed, or is written in a way that cannot be changed safely */
  set(text: string, place: EntryPlace, entry: Entry): Edited
  /** @param withSection also takes away the section, where nothing else is in it */
  remove(text: string, place: EntryPlace, withSection: boolean): string
}

/** Why a configuration is left alone. */
export const leftAlone = (reason: string): SojournError =>
  new SojournError('conflict', reason, { hint: 'Nothing was changed. Mend the file, or add the entry by hand.' })

/** A place in a text as a person names it. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** How lines end here. */
export const endOfLine = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** Whether two parsed files say the same. */
export const sameValues = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plain(a), plain(b))

/** The same values in plain objects, whatever the parser made them of. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
}
