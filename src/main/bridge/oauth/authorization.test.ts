import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClientTables } from '../../clients/tables.ts'
import { openAuthorization, redirectUri } from './testing.ts'

type Door = Awaited<ReturnType<typeof openAuthorization>>

describe('the authorization server', () => {
  let door: Door
  beforeAll(async () => {
    door = await openAuthorization()
  })
  afterAll(() => door.close())
  const json = async (response: Response) => (await response.json()) as Record<string, unknown>

  describe('tells who it is', () => {
    it.each(['', '/', '/mcp', '/mcp/', '/mcp/tasks', '/mcp/tasks/'])(
      'at /.well-known/oauth-authorization-server%s',
      async (path) => {
        const document = await json(await door.get(`/.well-known/oauth-authorization-server${path}`))
        expect(document).toMatchObject({
          issuer: `${door.url}/`,
          authorization_endpoint: `${door.url}/authorize`,
          token_endpoint: `${door.url}/token`,
          registration_endpoint: `${door.url}/register`,
          revocation_endpoint: `${door.url}/revoke`,
          code_challenge_methods_supported: ['S256'],
          token_endpoint_auth_methods_supported: ['none'],
          client_id_metadata_document_supported: true,
          authorization_response_iss_parameter_supported: true,
        })
      },
    )

    it.each([
      ['', '/mcp'],
      ['/', '/mcp'],
      ['/mcp', '/mcp'],
      ['/mcp/', '/mcp'],
      ['/mcp/tasks', '/mcp/tasks'],
      ['/mcp/tasks/', '/mcp/tasks'],
    ])('and of its resources at /.well-known/oauth-protected-resource%s', async (path, resource) => {
      const document = await json(await door.get(`/.well-known/oauth-protected-resource${path}`))
      expect(document).toMatchObject({ resource: door.url + resource, authorization_servers: [`${door.url}/`] })
    })

    it('by the name it is called by', async () => {
      const local = door.url.replace('127.0.0.1', 'localhost')
      const resource = await json(await door.get(`${local}/.well-known/oauth-protected-resource/mcp`))
      expect(resource).toMatchObject({ resource: `${local}/mcp`, authorization_servers: [`${local}/`] })
      const server = await json(await door.get(`${local}/.well-known/oauth-authorization-server`))
      expect(server).toMatchObject({ issuer: `${local}/`, authorization_endpoint: `${local}/authorize` })
    })

    it('and of no server that is not there', async () => {
      expect((await door.get('/.well-known/oauth-protected-resource/mcp/nothing')).status).toBe(404)
      expect((await door.get('/.well-known/oauth-protected-resource/etc')).status).toBe(404)
    })

    it('in the challenge to a request without a token, and with a bad one', async () => {
      const none = await door.get('/mcp')
      expect(none.status).toBe(401)
      expect(none.headers.get('www-authenticate')).toBe(
        `Bearer resource_metadata="${door.url}/.well-known/oauth-protected-resource/mcp"`,
      )
      const bad = await door.call('nonsense', '/mcp/tasks')
      expect(bad.headers.get('www-authenticate')).toBe(
        `Bearer error="invalid_token", resource_metadata="${door.url}/.well-known/oauth-protected-resource/mcp/tasks"`,
      )
      expect(
        door.authorization.challenge('/mcp', { error: 'insufficient_scope', scopes: ['tasks:read', 'tasks:write'] }),
      ).toBe(
        `Bearer error="insufficient_scope", scope="tasks:read tasks:write", resource_metadata="${door.url}/.well-known/oauth-protected-resource/mcp"`,
      )
    })
  })

  describe('registers programs', () => {
    it('as public clients, whatever they ask for', async () => {
      const client = await door.register({
        redirect_uris: [redirectUri, 'cursor://anysphere.cursor-mcp/oauth/callback'],
        token_endpoint_auth_method: 'client_secret_post',
      })
      expect(client).toMatchObject({ status: 201, token_endpoint_auth_method: 'none' })
      expect(client).not.toHaveProperty('client_secret')
    })

    it.each([
      [[]],
      [['http://evil.example/callback']],
      [['javascript:alert(1)']],
      [['data:text/html,x']],
      [['file:///etc/passwd']],
      [['https://good.example/callback#fragment']],
      [['https://user:word@good.example/callback']],
    ])('but not with the redirect addresses %j', async (redirect_uris) => {
      expect(await door.register({ redirect_uris })).toMatchObject({ status: 400, error: 'invalid_client_metadata' })
    })
  })

  it('lets a client in by code and PKCE, with state and iss in the answer', async () => {
    const clientId = (await door.register()).client_id
    const verifier = door.newVerifier()
    const page = await door.ask(clientId, verifier, { scope: 'tasks:read tasks:write', resource: `${door.url}/mcp` })
    const { status, onward } = await door.answer(page, 'allow')
    expect(status).toBe(303)
    expect(onward.origin + onward.pathname).toBe(redirectUri)
    expect(onward.searchParams.get('state')).toBe('a state')
    expect(onward.searchParams.get('iss')).toBe(`${door.url}/`)
    const tokens = await door.redeem(clientId, onward.searchParams.get('code') ?? '', verifier)
    expect(tokens).toMatchObject({
      status: 200,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'tasks:read tasks:write',
    })
    expect(await json(await door.call(tokens.access_token))).toMatchObject({
      user: door.user,
      clientId,
      scopes: ['tasks:read', 'tasks:write'],
      audience: `${door.url}/mcp`,
    })
    expect(door.authorization.trust.find(door.user, clientId)).toMatchObject({
      name: 'Claude Code',
      kind: 'registered',
      profile: 'essentials',
      callsPerMinute: 600,
      writesPerMinute: 120,
      paused: false,
    })
  })

  it('keeps codes and tokens as hashes alone', async () => {
    const { tokens, code } = await door.connect()
    const reader = door.database.reader<ClientTables>()
    const rows = JSON.stringify([
      await reader.selectFrom('tokens').selectAll().execute(),
      await reader.selectFrom('authorization_codes').selectAll().execute(),
      await reader.selectFrom('consents').selectAll().execute(),
    ])
    for (const secret of [tokens.access_token, tokens.refresh_token, code]) expect(rows).not.toContain(secret)
  })

  it('gives less where a switch is off', async () => {
    const { tokens } = await door.connect({ scope: 'tasks:read tasks:write trips:read' }, ['tasks:write'])
    expect(tokens.scope).toBe('tasks:read trips:read')
    expect(await json(await door.call(tokens.access_token))).toMatchObject({ scopes: ['tasks:read', 'trips:read'] })
  })

  it('cannot be talked into more than was asked for', async () => {
    const clientId = (await door.register()).client_id
    const verifier = door.newVerifier()
    const page = await door.ask(clientId, verifier, { scope: 'tasks:read' })
    const { form } = await door.formOf(page)
    form.append('scope', 'memories:write')
    form.set('decision', 'allow')
    await door.post(page, form, { cookie: door.session })
    expect(door.authorization.trust.find(door.user, clientId)?.scopes).toEqual(['tasks:read'])
  })

  it('offers browser and bookings switched off, and all scopes to a client that names none', async () => {
    const clientId = (await door.register()).client_id
    const { html, form } = await door.formOf(await door.ask(clientId, door.newVerifier()))
    expect(html).toContain('value="browser:use"')
    expect(form.getAll('scope')).not.toContain('browser:use')
    expect(form.getAll('scope')).toContain('tasks:write')
  })

  it('offers only scopes that some tool asks for, and lets in to no other', async () => {
    const early = await openAuthorization({}, ['tasks:read', 'tasks:write'])
    const clientId = (await early.register()).client_id
    const { html, form } = await early.formOf(await early.ask(clientId, early.newVerifier()))
    expect([...html.matchAll(/name="scope" value="([^"]+)"/g)].map(([, scope]) => scope)).toEqual([
      'tasks:read',
      'tasks:write',
    ])
    expect(form.getAll('scope')).toEqual(['tasks:read', 'tasks:write'])
    const resource = await json(await early.get('/.well-known/oauth-protected-resource/mcp'))
    expect(resource.scopes_supported).toEqual(['tasks:read', 'tasks:write'])
    const { tokens } = await early.connect({ scope: 'tasks:read web:read' })
    expect(tokens.scope).toBe('tasks:read')
    await early.close()
  })

  it('says no to the client where the owner does', async () => {
    const clientId = (await door.register()).client_id
    const { onward } = await door.answer(await door.ask(clientId, door.newVerifier()), 'deny')
    expect(Object.fromEntries(onward.searchParams)).toMatchObject({ error: 'access_denied', state: 'a state' })
    expect(onward.searchParams.get('iss')).toBe(`${door.url}/`)
    expect(door.authorization.trust.find(door.user, clientId)).toBeUndefined()
  })

  it('takes any port on this machine, and nothing else that differs', async () => {
    const clientId = (await door.register()).client_id
    const at = async (redirect_uri: string) => {
      const response = await door.get(door.authorizePath(clientId, door.newVerifier(), { redirect_uri }))
      return { status: response.status, location: response.headers.get('location') }
    }
    expect(await at('http://127.0.0.1:50123/callback')).toMatchObject({
      status: 303,
      location: expect.stringContaining('/consent/'),
    })
    for (const other of [
      'https://evil.example/callback',
      'http://127.0.0.1:33418/other',
      'http://127.0.0.1:33418/callback?x=1',
      'http://localhost:33418/callback',
      'http://127.0.0.1.evil.example:33418/callback',
      'http://127.0.0.1:33418@evil.example/callback',
      '//evil.example/callback',
    ]) {
      expect(await at(other), other).toEqual({ status: 400, location: null })
    }
  })

  it('opens none of its endpoints to pages', async () => {
    for (const path of ['/token', '/register', '/revoke']) {
      for (const method of ['POST', 'OPTIONS']) {
        const headers = { 'content-type': 'application/json' }
        const response = await fetch(door.url + path, { method, headers, ...(method === 'POST' && { body: '{}' }) })
        expect([path, response.headers.get('access-control-allow-origin')]).toEqual([path, null])
      }
    }
  })

  it('sends no browser to a stranger’s address, error or not', async () => {
    const evil = 'https://evil.example/take'
    const clientId = (await door.register({ redirect_uris: [evil] })).client_id
    const response = await door.get(
      door.authorizePath(clientId, door.newVerifier(), { redirect_uri: evil, response_type: 'token' }),
    )
    expect({ status: response.status, location: response.headers.get('location') }).toEqual({
      status: 400,
      location: null,
    })
    expect(await response.text()).toContain('cannot be used')
  })

  it.each([
    ['without PKCE', { code_challenge: '' }, 'invalid_request'],
    ['with plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['for another server', { resource: 'https://other.example/mcp' }, 'invalid_target'],
    ['for a server of ours that is not there', { resource: '/mcp/nothing' }, 'invalid_target'],
    ['for what is no address', { resource: 'mcp' }, 'invalid_request'],
    ['for another kind of answer', { response_type: 'token' }, 'unsupported_response_type'],
  ])('refuses a request %s, in the client’s own terms', async (_what, fields, error) => {
    const clientId = (await door.register()).client_id
    const ours = 'resource' in fields && fields.resource.startsWith('/')
    const more = ours ? { resource: new URL(fields.resource, door.url).href } : fields
    const response = await door.get(door.authorizePath(clientId, door.newVerifier(), more))
    const to = new URL(response.headers.get('location') ?? '')
    expect(to.origin + to.pathname).toBe(redirectUri)
    expect(to.searchParams.get('error')).toBe(error)
    expect(to.searchParams.get('error_description')).toMatch(/^[ -~]{10,120}$/)
    expect(to.searchParams.get('error_description')).not.toMatch(/[[{]/)
    expect(to.searchParams.get('state')).toBe('a state')
    expect(to.searchParams.get('iss')).toBe(`${door.url}/`)
  })

  it('says in a sentence what is wrong with a request that cannot be sent back', async () => {
    const clientId = (await door.register()).client_id
    const headers = { accept: 'application/json' }
    const descriptionAt = async (path: string) =>
      (await (await fetch(door.url + path, { headers, redirect: 'manual' })).json()) as unknown
    expect(await descriptionAt('/authorize?response_type=code')).toEqual({
      error: 'invalid_request',
      error_description: 'client_id is missing',
    })
    expect(await descriptionAt(`/authorize?client_id=${clientId}&redirect_uri=nowhere`)).toEqual({
      error: 'invalid_request',
      error_description: 'redirect_uri is not an address',
    })
  })

  describe('a code', () => {
    it('is worth nothing with a wrong verifier', async () => {
      const clientId = (await door.register()).client_id
      const verifier = door.newVerifier()
      const { onward } = await door.answer(await door.ask(clientId, verifier), 'allow')
      const code = onward.searchParams.get('code') ?? ''
      expect(await door.redeem(clientId, code, door.newVerifier())).toMatchObject({
        status: 400,
        error: 'invalid_grant',
      })
    })

    it('is worth nothing to another client, or at another address', async () => {
      const verifier = door.newVerifier()
      const clientId = (await door.register()).client_id
      const other = (await door.register()).client_id
      const { onward } = await door.answer(await door.ask(clientId, verifier), 'allow')
      const code = onward.searchParams.get('code') ?? ''
      expect(await door.redeem(other, code, verifier)).toMatchObject({ error: 'invalid_grant' })
      expect(
        await door.redeem(clientId, code, verifier, { redirect_uri: 'http://127.0.0.1:1/callback' }),
      ).toMatchObject({ error: 'invalid_grant' })
      expect(await door.redeem(clientId, code, verifier, { resource: `${door.url}/mcp/tasks` })).toMatchObject({
        error: 'invalid_target',
      })
      expect(await door.redeem(clientId, code, verifier)).toMatchObject({ status: 200 })
    })

    it('works once: used again, what it gave is dead', async () => {
      const { clientId, code, verifier, tokens } = await door.connect()
      expect((await door.call(tokens.access_token)).status).toBe(200)
      expect(await door.redeem(clientId, code, verifier)).toMatchObject({ status: 400, error: 'invalid_grant' })
      expect((await door.call(tokens.access_token)).status).toBe(401)
      expect(await door.refresh(clientId, tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    })

    it('lives a minute', async () => {
      const clientId = (await door.register()).client_id
      const verifier = door.newVerifier()
      const { onward } = await door.answer(await door.ask(clientId, verifier), 'allow')
      door.pass({ seconds: 61 })
      expect(await door.redeem(clientId, onward.searchParams.get('code') ?? '', verifier)).toMatchObject({
        error: 'invalid_grant',
      })
    })

    it('is handed over once', async () => {
      const clientId = (await door.register()).client_id
      const page = await door.ask(clientId, door.newVerifier())
      await door.answer(page, 'allow')
      expect((await door.get(page, { cookie: door.session })).status).toBe(410)
    })
  })

  describe('a token', () => {
    it('is good for what it was asked for alone', async () => {
      const one = await door.connect({ resource: `${door.url}/mcp/tasks/` })
      expect((await door.call(one.tokens.access_token, '/mcp/tasks')).status).toBe(200)
      expect((await door.call(one.tokens.access_token, '/mcp/trips')).status).toBe(401)
      expect((await door.call(one.tokens.access_token, '/mcp')).status).toBe(401)
      const all = await door.connect({ resource: door.url.replace('127.0.0.1', 'localhost') })
      expect((await door.call(all.tokens.access_token, '/mcp/')).status).toBe(200)
      expect((await door.call(all.tokens.access_token, '/mcp/tasks')).status).toBe(401)
      await expect(door.authorization.authenticate(all.tokens.access_token, '/api')).resolves.toBeUndefined()
    })

    it('ends after an hour, and is renewed by rotation', async () => {
      const { clientId, tokens } = await door.connect({ scope: 'tasks:read tasks:write' })
      door.pass({ minutes: 61 })
      expect((await door.call(tokens.access_token)).status).toBe(401)
      const renewed = await door.refresh(clientId, tokens.refresh_token)
      expect(renewed).toMatchObject({ status: 200, scope: 'tasks:read tasks:write' })
      expect(renewed.refresh_token).not.toBe(tokens.refresh_token)
      expect((await door.call(renewed.access_token)).status).toBe(200)
    })

    it('can be had with less, never with more', async () => {
      const { clientId, tokens } = await door.connect({ scope: 'tasks:read tasks:write' })
      expect(await door.refresh(clientId, tokens.refresh_token, { scope: 'memories:read' })).toMatchObject({
        error: 'invalid_scope',
      })
      const less = await door.refresh(clientId, tokens.refresh_token, { scope: 'tasks:read' })
      expect(await json(await door.call(less.access_token))).toMatchObject({ scopes: ['tasks:read'] })
      expect(await door.refresh(clientId, less.refresh_token)).toMatchObject({ scope: 'tasks:read tasks:write' })
    })

    it('and all of its family die when a refresh token is used twice', async () => {
      const { clientId, tokens } = await door.connect()
      const renewed = await door.refresh(clientId, tokens.refresh_token)
      expect((await door.call(renewed.access_token)).status).toBe(200)
      expect(await door.refresh(clientId, tokens.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' })
      expect((await door.call(renewed.access_token)).status).toBe(401)
      expect(await door.refresh(clientId, renewed.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    })

    it('slides on for thirty days from the last use of its refresh token', async () => {
      const door = await openAuthorization()
      const { clientId, tokens } = await door.connect()
      door.pass({ hours: 24 * 29 })
      const renewed = await door.refresh(clientId, tokens.refresh_token)
      door.pass({ hours: 24 * 29 })
      const again = await door.refresh(clientId, renewed.refresh_token)
      expect(again.status).toBe(200)
      door.pass({ hours: 24 * 31 })
      expect(await door.refresh(clientId, again.refresh_token)).toMatchObject({ error: 'invalid_grant' })
      await door.close()
    })

    it('is given back at /revoke, with all that came of the same consent', async () => {
      const door = await openAuthorization()
      const { clientId, tokens } = await door.connect()
      const mallory = (await door.register()).client_id
      await door.post('/revoke', { client_id: mallory, token: tokens.refresh_token })
      expect((await door.call(tokens.access_token)).status).toBe(200)
      expect((await door.post('/revoke', { client_id: clientId, token: tokens.refresh_token })).status).toBe(200)
      expect((await door.call(tokens.access_token)).status).toBe(401)
      expect(await door.refresh(clientId, tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' })
      await door.close()
    })

    it('is no token where it is a refresh token', async () => {
      const { tokens } = await door.connect()
      expect((await door.call(tokens.refresh_token)).status).toBe(401)
    })
  })

  describe('a client', () => {
    it('that is revoked is out at once, and may ask again', async () => {
      const door = await openAuthorization()
      const { clientId, tokens } = await door.connect()
      await door.authorization.clients.revoke(clientId)
      expect((await door.call(tokens.access_token)).status).toBe(401)
      expect(await door.refresh(clientId, tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' })
      const verifier = door.newVerifier()
      const { onward } = await door.answer(await door.ask(clientId, verifier), 'allow')
      const again = await door.redeem(clientId, onward.searchParams.get('code') ?? '', verifier)
      expect((await door.call(again.access_token)).status).toBe(200)
      expect((await door.call(tokens.access_token)).status).toBe(401)
      await door.close()
    })

    it('that is paused is refused with a reason, and goes on where it was', async () => {
      const { clientId, tokens } = await door.connect()
      await door.authorization.clients.update(clientId, { paused: true })
      const refused = await door.call(tokens.access_token)
      expect(refused.status).toBe(403)
      expect(await refused.text()).toContain('paused Claude Code')
      await door.authorization.clients.update(clientId, { paused: false })
      expect((await door.call(tokens.access_token)).status).toBe(200)
    })

    it('loses and gains scopes at once, without signing in again', async () => {
      const { clientId, tokens } = await door.connect({ scope: 'tasks:read tasks:write' })
      await door.authorization.clients.update(clientId, { scopes: ['tasks:read', 'trips:read'] })
      expect(await json(await door.call(tokens.access_token))).toMatchObject({ scopes: ['tasks:read', 'trips:read'] })
    })

    it('that asks for more keeps what it has', async () => {
      const { clientId } = await door.connect({ scope: 'tasks:read' })
      await door.answer(await door.ask(clientId, door.newVerifier(), { scope: 'trips:read' }), 'allow')
      expect(door.authorization.trust.find(door.user, clientId)?.scopes).toEqual(['tasks:read', 'trips:read'])
    })

    it('without a name is shown as one', async () => {
      const clientId = (await door.register({ redirect_uris: [redirectUri] })).client_id
      const page = await door.ask(clientId, door.newVerifier())
      expect((await door.formOf(page)).html).toContain('An assistant without a name')
      await door.answer(page, 'allow')
      expect(door.authorization.trust.find(door.user, clientId)?.name).toBe('Unnamed assistant')
    })

    it('cannot write on the page with its name', async () => {
      const clientId = (
        await door.register({ client_name: '<img src=x>\u202eevil\n“Sojourn”', redirect_uris: [redirectUri] })
      ).client_id
      const { html } = await door.formOf(await door.ask(clientId, door.newVerifier()))
      expect(html).toContain('&#60;img src=x&#62; evil “Sojourn”')
      expect(html).not.toContain('<img')
      expect(html).not.toContain('\u202e')
    })
  })

  it('is shut for all by one switch, and open again with the same tokens', async () => {
    const { clientId, tokens } = await door.connect()
    const page = await door.ask(clientId, door.newVerifier())
    await door.authorization.clients.setEnabled(false)
    expect((await door.call(tokens.access_token)).status).toBe(403)
    expect(await door.refresh(clientId, tokens.refresh_token)).toMatchObject({
      status: 503,
      error: 'temporarily_unavailable',
    })
    expect((await door.get(door.authorizePath(clientId, door.newVerifier()))).status).toBe(503)
    expect((await door.get(page, { cookie: door.session })).status).toBe(503)
    await door.authorization.clients.setEnabled(true)
    expect((await door.call(tokens.access_token)).status).toBe(200)
    expect((await door.refresh(clientId, tokens.refresh_token)).status).toBe(200)
  })

  describe('a stdio door', () => {
    let door: Door
    beforeAll(async () => {
      door = await openAuthorization()
    })
    afterAll(() => door.close())

    it('has a client of its own, good at every door, until it is revoked', async () => {
      const { clients } = door.authorization
      const one = await clients.mintStdioCredential('Claude Desktop')
      const two = await clients.mintStdioCredential('Claude Desktop')
      expect(one.client).toMatchObject({ kind: 'stdio', name: 'Claude Desktop', profile: 'essentials' })
      expect(one.client.scopes).not.toContain('browser:use')
      for (const path of ['/mcp', '/mcp/tasks']) expect((await door.call(one.token, path)).status).toBe(200)
      door.pass({ hours: 24 * 400 })
      await clients.revoke(one.client.clientId)
      expect((await door.call(one.token)).status).toBe(401)
      expect((await door.call(two.token)).status).toBe(200)
    })

    it('without a credential is the unnamed client, which stays shut once the owner shut it', async () => {
      const { clients } = door.authorization
      const first = await clients.mintUnnamedCredential()
      const second = await clients.mintUnnamedCredential()
      expect(second.client.clientId).toBe(first.client.clientId)
      expect(await json(await door.call(first.token))).toMatchObject({ clientId: 'unnamed' })
      await clients.update('unnamed', { scopes: ['tasks:read'] })
      expect((await clients.mintUnnamedCredential()).client.scopes).toEqual(['tasks:read'])
      await clients.revoke('unnamed')
      expect((await door.call(second.token)).status).toBe(403)
      expect((await door.call((await clients.mintUnnamedCredential()).token)).status).toBe(403)
      door.pass({ hours: 25 })
      expect((await door.call(second.token)).status).toBe(401)
    })
  })

  describe('the consent page', () => {
    let page: string
    beforeAll(async () => {
      page = await door.ask((await door.register()).client_id, door.newVerifier(), { scope: 'tasks:read' })
    })

    it('cannot be framed, runs nothing but its own two scripts and is kept nowhere', async () => {
      const { headers } = await door.get(page, { cookie: door.session })
      const policy = headers.get('content-security-policy')
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("default-src 'none'")
      expect(policy).toMatch(/script-src(?: 'sha256-[\w+/=]+'){2}(?:;|$)/)
      expect(policy).not.toMatch(/unsafe|\*/)
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('same-origin')
    })

    it('names the client, says that the name is its own claim, and puts scopes in words', async () => {
      const { html } = await door.formOf(page)
      expect(html).toContain('Let Claude Code use Sojourn?')
      expect(html).toContain('is what it calls itself')
      expect(html).toContain('this computer')
      expect(html).toContain('See your tasks')
    })

    it('takes a step of its own first, for cookies that other sites’ links do not bring', async () => {
      const step = await (await door.get(page)).text()
      expect(step).toMatch(/http-equiv="refresh" content="0;url=\/consent\/[\w-]+\?here=1"/)
      const stranger = await door.get(`${page}?here=1`)
      expect(stranger.status).toBe(401)
      expect(await stranger.text()).toContain('npm start')
    })

    it('takes no answer without a session, without its token, or with that of another session', async () => {
      const { form } = await door.formOf(page)
      form.set('decision', 'allow')
      expect((await door.post(page, form)).status).toBe(401)
      const without = new URLSearchParams(form)
      without.delete('csrf')
      expect((await door.post(page, without, { cookie: door.session })).status).toBe(403)
      const other = `${door.session.split('=')[0]}=${await door.sessions.redeem(door.sessions.mintKey())}`
      expect((await door.post(page, form, { cookie: other })).status).toBe(403)
      expect((await door.post(page, form, { cookie: door.session, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
      expect((await door.post(page, form, { cookie: door.session, origin: 'https://evil.example' })).status).toBe(403)
      expect((await door.authorization.consents.list()).map(({ consent }) => `${consent.status}`)).toContain('waiting')
    })

    it('can be answered in the app instead: the browser that asked goes on', async () => {
      const clientId = (await door.register()).client_id
      const verifier = door.newVerifier()
      const asked = await door.ask(clientId, verifier, { scope: 'tasks:read trips:read' })
      const before = door.changes()
      const waiting = (await door.authorization.consents.list()).find(({ consent }) => consent.client_id === clientId)
      expect(waiting).toMatchObject({ answersTo: 'this computer', offered: [{ scope: 'tasks:read', on: true }, {}] })
      await door.authorization.consents.answer(waiting?.consent.consent_id ?? '', true, ['trips:read'])
      expect(door.changes()).toBeGreaterThan(before)
      const code = (await door.onward(`${asked}?here=1`)).searchParams.get('code') ?? ''
      expect(await door.redeem(clientId, code, verifier)).toMatchObject({ status: 200, scope: 'trips:read' })
    })

    it('is over after ten minutes', async () => {
      const asked = await door.ask((await door.register()).client_id, door.newVerifier())
      door.pass({ minutes: 11 })
      expect((await door.get(asked, { cookie: door.session })).status).toBe(410)
    })

    it('keeps the latest twenty requests alone', async () => {
      const clientId = (await door.register()).client_id
      for (let count = 0; count < 25; count += 1) await door.ask(clientId, door.newVerifier())
      expect(await door.authorization.consents.list()).toHaveLength(20)
    })
  })

  it('takes a client’s address for its name (client-id metadata document)', async () => {
    let document: Record<string, unknown> = {}
    const site = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/client.json' }).end()
      else if (request.url === '/huge') response.end('x'.repeat(100_000))
      else response.setHeader('content-type', 'application/json').end(JSON.stringify(document))
    })
    site.listen(0, '127.0.0.1')
    await once(site, 'listening')
    const host = `127.0.0.1:${(site.address() as AddressInfo).port}`
    const clientId = `http://${host}/client.json`
    document = { client_id: clientId, client_name: 'Editor', redirect_uris: [redirectUri] }

    const open = await openAuthorization({ SOJOURN_PRIVATE_HOSTS: host })
    const verifier = open.newVerifier()
    const page = await open.ask(clientId, verifier)
    expect((await open.formOf(page)).html).toContain(`<dt>Described at</dt><dd>${host}</dd>`)
    const { onward } = await open.answer(page, 'allow')
    expect(await open.redeem(clientId, onward.searchParams.get('code') ?? '', verifier)).toMatchObject({ status: 200 })
    expect(open.authorization.trust.find(open.user, clientId)).toMatchObject({
      kind: 'metadata_document',
      name: 'Editor',
    })
    for (const path of ['/moved', '/huge', '/client.json?other', '/nothing']) {
      expect((await open.get(open.authorizePath(`http://${host}${path}`, verifier))).status, path).toBe(400)
    }
    await open.close()

    // The same address is refused where it was not allowed, and where nothing may be fetched.
    for (const env of [{}, { SOJOURN_PRIVATE_HOSTS: host, SOJOURN_OFFLINE: '1' }]) {
      const shut = await openAuthorization(env)
      expect((await shut.get(shut.authorizePath(clientId, verifier))).status).toBe(400)
      expect((await shut.get(shut.authorizePath(`https://${host}/client.json`, verifier))).status).toBe(400)
      await shut.close()
    }
    site.close()
  })
})
