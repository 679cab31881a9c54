import { randomBytes, scrypt } from 'node:crypto'
import { SojournError } from '../../shared/errors.ts'
import { openBytes, sealBytes } from './cipher.ts'
import type { Sealer } from './sealer.ts'

/** Cost of scrypt: 2^17 · 8 · 1, 128 MB, as OWASP's Password Storage Cheat Sheet recommends. */
const recommended = { cost: 2 ** 17, blockSize: 8, parallelization: 1 }
type Parameters = typeof recommended

/**
 * Seals with a key derived from a passphrase by scrypt. Parameters and salt stand in the sealed text:
 * `scrypt.131072.8.1.SALT.SEALED`.
 */
export function passphraseSealer(passphrase: string, parameters: Parameters = recommended): Sealer {
  return {
    kind: 'passphrase',
    async seal(bytes) {
      const salt = randomBytes(16)
      const { cost, blockSize, parallelization } = parameters
      const head = `scrypt.${cost}.${blockSize}.${parallelization}.${salt.toString('base64url')}`
      return `${head}.${sealBytes(await derive(passphrase, salt, parameters), bytes, head)}`
    },
    async open(sealed) {
      const [, head = '', cost, blockSize, parallelization, salt = '', body = ''] =
        /^(scrypt\.(\d{1,8})\.(\d{1,3})\.(\d{1,3})\.([\w-]+))\.([\w-]+)$/.exec(sealed) ?? []
      const stored = { cost: Number(cost), blockSize: Number(blockSize), parallelization: Number(parallelization) }
      try {
        return openBytes(await derive(passphrase, Buffer.from(salt, 'base64url'), stored), body, head)
      } catch (error) {
        throw new SojournError('locked', 'The passphrase is not the one this folder was sealed with.', {
          hint: 'Start Sojourn with the right SOJOURN_PASSPHRASE.',
          cause: error,
        })
      }
    },
  }
}

function derive(
  passphrase: string,
  salt: Uint8Array,
  { cost, blockSize, parallelization }: Parameters,
): Promise<Buffer> {
  const maxmem = 256 * cost * blockSize
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { cost, blockSize, parallelization, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
