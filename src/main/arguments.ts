import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SojournError } from '../shared/errors.ts'
import { defaultDataDir } from './environment.ts'

/** Default port of the localhost doors. */
export const defaultPort = 7420

/** Reads the options of a command; `invalid_input` for one it does not have. */
export function readOptions<const Options extends Record<string, { type: 'string' | 'boolean' }>>(
  args: string[],
  options: Options,
): { values: Partial<Record<keyof Options, string | boolean>>; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return { values: values as Partial<Record<keyof Options, string | boolean>>, positionals }
  } catch (error) {
    throw new SojournError('invalid_input', error instanceof Error ? error.message : 'The options are not valid.', {
      hint: `Options: ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(', ')}`,
    })
  }
}

/** A port from the command line: 0 takes a free one. */
export function readPort(value: string | boolean | undefined): number {
  if (value === undefined) return defaultPort
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SojournError('invalid_input', `${String(value)} is not a port.`, {
      hint: 'Give a number from 0 to 65535.',
    })
  }
  return port
}

/** The data folder: the option, `SOJOURN_DATA_DIR`, or the system's usual place. */
export function readDataDir(value: string | boolean | undefined, env: NodeJS.ProcessEnv): string {
  return typeof value === 'string' && value !== '' ? resolve(value) : defaultDataDir(env)
}
