import path from 'node:path'
import pino from 'pino'
import { RotatingFile } from './rotating-file.ts'
import { type LogFields, safeError, safeFields } from './safe-fields.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/**
 * Structured lines about what the program does. An event is a name (`tool_failed`), its fields are numbers, ids and names of
 * ours: what the user wrote never gets in, and what looks like it is left out.
 */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields, error?: unknown): void
  error(event: string, fields?: LogFields, error?: unknown): void
  /** Flushes and closes; later lines are dropped. */
  close(): void
}

const maxBytes = 5 * 1024 * 1024
const keep = 5

/**
 * Logs to `sojourn.log` in the folder `dir`, JSON lines, five files of five megabytes at most.
 * @param now milliseconds since the Unix epoch
 */
export function openLog(options: {
  dir: string
  level?: LogLevel
  now?: () => number
  limits?: { maxBytes: number; keep: number }
}): Log {
  const { dir, level = 'info', now = Date.now, limits = { maxBytes, keep } } = options
  const file = new RotatingFile(path.join(dir, 'sojourn.log'), limits)
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      messageKey: 'event',
      timestamp: () => `,"time":${now()}`,
      formatters: { level: (label) => ({ level: label }) },
    },
    file,
  )
  const line =
    (write: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}, error?: unknown): void =>
      logger[write]({ ...safeFields(fields), ...(error !== undefined && { error: safeError(error) }) }, event)
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    close: () => file.close(),
  }
}

const nothing = (): void => {}

/** A log that keeps nothing. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, close: nothing }
