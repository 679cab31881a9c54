import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { SojournError } from '../../../shared/errors.ts'
import type { BridgeFile } from '../../data-folder.ts'
import { readText, sendHttp } from './http-exchange.ts'

/** Whom the door stands for: never the local caller. */
export interface Credential {
  token(host: BridgeFile): Promise<string>
  /** Says that a token was refused; whether another may be had. */
  refused(token: string): boolean
}

/** The credential that a client carries in its own configuration. */
export function givenCredential(token: string): Credential {
  return { token: async () => token, refused: () => false }
}

/** The credential in a file that Connect wrote; read anew when it was refused, as Connect may have made another. */
export function credentialInFile(file: string): Credential {
  const read = () => {
    try {
      return readFileSync(file, 'utf8').trim()
    } catch {
      return ''
    }
  }
  let held = read()
  return {
    async token() {
      if (held === '') held = read()
      if (held !== '') return held
      throw new SojournError('unauthorized', `There is no credential in ${file}.`, {
        hint: 'Connect this assistant again, in Sojourn or with npm run connect.',
      })
    },
    refused(token) {
      held = read()
      return held !== '' && held !== token
    },
  }
}

/** Where a nameless door gets its credential; the local token opens this address for it and nothing else. */
const stdioCredentialPath = '/api/v1/stdio-credential'

const minted = z.object({ token: z.string().min(1) })

/**
 * The credential of a client that carries none: that of the unnamed assistant, asked of the host with the token in
 * `bridge.json`, which only programs of the same user can read. Ends after a day, and is asked for anew then.
 */
export function unnamedCredential(): Credential {
  let held: Promise<string> | undefined
  let current: string | undefined
  const ask = async (host: BridgeFile): Promise<string> => {
    const response = await sendHttp({
      method: 'POST',
      url: host.url + stdioCredentialPath,
      headers: {
        authorization: `Bearer ${host.token}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: '{}',
      timeoutMs: 10_000,
    })
    const text = await readText(response)
    if (response.statusCode === 200) return minted.parse(JSON.parse(text)).token
    throw new SojournError('unauthorized', 'Sojourn gave no credential to this unnamed client.', {
      hint: 'Connect this assistant in Sojourn or with npm run connect, so that it has one of its own.',
    })
  }
  return {
    token(host) {
      held ??= ask(host).then(
        (token) => {
          current = token
          return token
        },
        (error: unknown) => {
          held = undefined
          throw error
        },
      )
      return held
    },
    refused(token) {
      // The stream and a request may be refused with the same token, the one when it is renewed already.
      if (token === current) held = undefined
      return true
    },
  }
}
