import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { StartedHost } from '../host/started-host.ts'
import { type Reply, send } from './raw.ts'

export const redirectUri = 'http://127.0.0.1:33418/callback'

const tokens = z.object({ access_token: z.string(), refresh_token: z.string(), scope: z.string() })
const registered = z.object({ client_id: z.string() })

export interface Consented {
  clientId: string
  code: string
  verifier: string
}

/** Signs clients in at a host by plain requests, with the owner's word given in a session of the app. */
export class SignIn {
  readonly #host: StartedHost
  readonly #cookie: string

  private constructor(host: StartedHost, cookie: string) {
    this.#host = host
    this.#cookie = cookie
  }

  /** Spends the host's one-time key for a session. */
  static async open(host: StartedHost): Promise<SignIn> {
    const { headers } = await send(host.app)
    return new SignIn(host, String(headers['set-cookie']).split(';')[0] ?? '')
  }

  async register(redirect: string = redirectUri): Promise<string> {
    const body = JSON.stringify({ client_name: 'A client', redirect_uris: [redirect] })
    const reply = await this.#send('/register', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    return registered.parse(JSON.parse(reply.body)).client_id
  }

  /** What `/authorize` answers to a client that asks for tasks. */
  authorize(clientId: string, verifier: string, more: Record<string, string> = {}): Promise<Reply> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      scope: 'tasks:read tasks:write',
      state: 'a state',
      ...more,
    })
    return this.#send(`/authorize?${query}`)
  }

  /** The path of the consent page that a new client has asked for. */
  async ask(more: Record<string, string> = {}): Promise<{ page: string; clientId: string; verifier: string }> {
    const clientId = await this.register()
    const verifier = randomBytes(32).toString('base64url')
    const { headers } = await this.authorize(clientId, verifier, more)
    return { page: new URL(String(headers.location), this.#host.url).pathname, clientId, verifier }
  }

  /** Registers, asks and is let in, as far as the code. */
  async consent(more: Record<string, string> = {}): Promise<Consented> {
    const { page, clientId, verifier } = await this.ask(more)
    const { body } = await this.#send(page)
    const form = new URLSearchParams({ csrf: /name="csrf" value="([^"]+)"/.exec(body)?.[1] ?? '', decision: 'allow' })
    for (const [, scope = ''] of body.matchAll(/name="scope" value="([^"]+)" checked/g)) form.append('scope', scope)
    await this.#post(page, form, { origin: this.#host.url })
    const answered = await this.#send(page)
    const onward = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(answered.body)?.[1]?.replaceAll('&#38;', '&')
    return { clientId, verifier, code: new URL(onward ?? 'about:blank').searchParams.get('code') ?? '' }
  }

  /** What `/token` answers to a code. */
  redeem({ clientId, code, verifier }: Consented): Promise<Reply> {
    return this.#post('/token', {
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    })
  }

  /** What `/token` answers to a refresh token. */
  refresh(clientId: string, token: string): Promise<Reply> {
    return this.#post('/token', { grant_type: 'refresh_token', client_id: clientId, refresh_token: token })
  }

  /** The whole of it, for one address below `/mcp`. */
  async connect(resource = '/mcp') {
    const consented = await this.consent({ resource: this.#host.url + resource })
    return { ...consented, ...SignIn.tokensOf(await this.redeem(consented)) }
  }

  static tokensOf(reply: Reply): { access: string; refresh: string } {
    const { access_token, refresh_token } = tokens.parse(JSON.parse(reply.body))
    return { access: access_token, refresh: refresh_token }
  }

  #post(path: string, form: URLSearchParams | Record<string, string>, headers: Record<string, string> = {}) {
    return this.#send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(form).toString(),
    })
  }

  /** With the session's cookie, whose holder is not counted among the strangers; waits where it is told to. */
  async #send(path: string, asked: Parameters<typeof send>[1] = {}): Promise<Reply> {
    const reply = await send(this.#host.url + path, { ...asked, headers: { ...asked.headers, cookie: this.#cookie } })
    if (reply.status !== 429) return reply
    await sleep(Number(reply.headers['retry-after'] ?? 1) * 1000)
    return this.#send(path, asked)
  }
}
