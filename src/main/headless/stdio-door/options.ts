import { resolve } from 'node:path'
import { SojournError } from '../../../shared/errors.ts'
import { readDataDir, readOptions } from '../../arguments.ts'

export interface DoorSettings {
  dataDir: string
  /** One embedded server alone. */
  server?: string
  credential: { kind: 'given'; token: string } | { kind: 'file'; file: string } | { kind: 'none' }
}

/** A setting as a client hands it on: one that its user left empty may come as the placeholder it stood for. */
function given(value: string | boolean | undefined): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text === '' || text.startsWith('${') ? undefined : text
}

/** Reads `--data-dir`, `--server`, `--credential-file`, `SOJOURN_CREDENTIAL` and `SOJOURN_CREDENTIAL_FILE`. */
export function readDoorSettings(args: string[], env: NodeJS.ProcessEnv): DoorSettings {
  const { values } = readOptions(args, {
    'data-dir': { type: 'string' },
    server: { type: 'string' },
    'credential-file': { type: 'string' },
  })
  const server = given(values.server)
  if (server !== undefined && !/^[a-z][a-z0-9_-]{0,39}$/.test(server)) {
    throw new SojournError('invalid_input', `“${server}” is not the name of a server.`, {
      hint: 'For example: --server tasks',
    })
  }
  const file = given(values['credential-file']) ?? given(env.SOJOURN_CREDENTIAL_FILE)
  const token = given(env.SOJOURN_CREDENTIAL)
  const { SOJOURN_DATA_DIR, ...others } = env
  const folder = given(SOJOURN_DATA_DIR)
  return {
    dataDir: readDataDir(given(values['data-dir']), {
      ...others,
      ...(folder !== undefined && { SOJOURN_DATA_DIR: folder }),
    }),
    ...(server !== undefined && { server }),
    credential:
      file !== undefined
        ? { kind: 'file', file: resolve(file) }
        : token !== undefined
          ? { kind: 'given', token }
          : { kind: 'none' },
  }
}
