import { parseArgs } from 'node:util'
import { SojournError } from '../../shared/errors.ts'
import { readDataDir, readPort } from '../arguments.ts'

export interface DesktopOptions {
  dataDir: string
  port: number
  /** Runs the host without a window, until one is asked for. */
  serve: boolean
}

/**
 * Reads `--data-dir DIR`, `--port N` and `--serve`. Whatever else stands there is left alone: Chromium has switches of its
 * own (`--ozone-platform=…`), and the systems add theirs.
 * @throws SojournError `invalid_input`
 */
export function readDesktopOptions(args: readonly string[], env: NodeJS.ProcessEnv): DesktopOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' }, port: { type: 'string' }, serve: { type: 'boolean' } },
    strict: false,
  })
  return {
    dataDir: readDataDir(text(values['data-dir'], '--data-dir'), env),
    port: readPort(text(values.port, '--port')),
    serve: values.serve === true,
  }
}

function text(value: string | boolean | undefined, option: string): string | undefined {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value
  throw new SojournError('invalid_input', `The option ${option} has no value.`)
}
