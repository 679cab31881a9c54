import path from 'node:path'
import { SojournError } from '../../shared/errors.ts'

/** What a log line may carry: numbers, flags, and strings that are names of ours or ids. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>> & {
  readonly [Name in PersonalField]?: never
}

const personalFields = [
  'title',
  'text',
  'description',
  'message',
  'query',
  'content',
  'note',
  'notes',
  'email',
  'address',
  'place',
  'prompt',
  'input',
  'output',
  'params',
  'body',
  'result',
  'token',
  'secret',
  'password',
  'passphrase',
  'authorization',
  'cookie',
] as const
type PersonalField = (typeof personalFields)[number]
const personal: ReadonlySet<string> = new Set(personalFields)

/** Tool and event names, callers (`client:ID`), models, codes, ids: one word of at most 100 ASCII characters. */
const plainWord = /^[A-Za-z0-9_.:-]{1,100}$/

/**
 * The fields of a log line without anything that could be the user's own words: what is neither a number, a flag nor one
 * plain word becomes `[left out]`.
 */
export function safeFields(fields: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> {
  const safe: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    const plain =
      typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && plainWord.test(value))
    safe[name] = plain && !personal.has(name.toLowerCase()) ? value : '[left out]'
  }
  return safe
}

export interface SafeError {
  name: string
  /** Of a SojournError. */
  kind?: string
  /** Of Node and SQLite: `ENOSPC`, `SQLITE_FULL`. */
  code?: string
  /** Where it was thrown: function, file name, line and column. */
  at: string[]
  cause?: SafeError
}

const framesKept = 12

/** An error without its message, which may quote what the user wrote, and without paths, which hold the user's name. */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, at: [] }
  const code = 'code' in error && typeof error.code === 'string' && plainWord.test(error.code) ? error.code : undefined
  return {
    name: plainWord.test(error.name) ? error.name : 'Error',
    ...(error instanceof SojournError && { kind: error.kind }),
    ...(code !== undefined && { code }),
    at: framesOf(error.stack ?? ''),
    ...(error.cause !== undefined && depth < 4 && { cause: safeError(error.cause, depth + 1) }),
  }
}

/** `at call (file:///…/registry.ts:12:3)` becomes `call registry.ts:12:3`; lines of another shape, the message's, are dropped. */
function framesOf(stack: string): string[] {
  const frames: string[] = []
  for (const line of stack.split('\n')) {
    const found = /^ {4}at (?:async )?(?:([\w$.<># ]+) \()?(?:file:\/\/)?([^()]+?):(\d+):(\d+)\)?$/.exec(line)
    if (found === null) continue
    const [, name, file = '', row, column] = found
    frames.push(
      `${name === undefined ? '' : `${name} `}${path.posix.basename(file.replaceAll('\\', '/'))}:${row}:${column}`,
    )
    if (frames.length === framesKept) break
  }
  return frames
}
