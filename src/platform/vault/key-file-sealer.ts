import { randomBytes } from 'node:crypto'
import { chmod, open, readFile } from 'node:fs/promises'
import { SojournError } from '../../shared/errors.ts'
import { openBytes, sealBytes } from './cipher.ts'
import type { Sealer } from './sealer.ts'

const context = 'sojourn key file'

/** Seals with a random key in a file that the user alone can read (`vault.key`); the file is made where there is none. */
export function keyFileSealer(file: string): Sealer {
  return {
    kind: 'key_file',
    async seal(bytes) {
      return sealBytes((await readKey(file)) ?? (await makeKey(file)), bytes, context)
    },
    async open(sealed) {
      const key = await readKey(file)
      if (key === undefined) throw locked('The key file is missing.', `Put ${file} back, from a backup of the folder.`)
      try {
        return openBytes(key, sealed, context)
      } catch (error) {
        throw locked('The key file is not the one this folder was sealed with.', `Put the right ${file} back.`, error)
      }
    },
  }
}

async function readKey(file: string): Promise<Buffer | undefined> {
  try {
    const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url')
    if (key.length !== 32) throw locked('The key file is damaged.', `Put the right ${file} back.`)
    await chmod(file, 0o600)
    return key
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    if (error instanceof SojournError) throw error
    throw locked('The key file cannot be read.', `Make ${file} readable for yourself.`, error)
  }
}

async function makeKey(file: string): Promise<Buffer> {
  const key = randomBytes(32)
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(key.toString('base64url'))
    await handle.sync()
  } finally {
    await handle.close()
  }
  return key
}

const locked = (message: string, hint: string, cause?: unknown): SojournError =>
  new SojournError('locked', message, { hint, ...(cause !== undefined && { cause }) })
