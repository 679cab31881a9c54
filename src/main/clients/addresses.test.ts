import { describe, expect, it } from 'vitest'
import { fetchDocument, readPrivateHosts } from './fetch-document.ts'
import { plainName } from './plain-name.ts'
import { isPublicAddress } from './public-address.ts'
import { redirectPlace, redirectProblem, staysLocal } from './redirect-uris.ts'
import { documentAddress } from './registrations.ts'

describe('an address is public', () => {
  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'])('where it is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'localhost',
    '',
  ])('not where it is %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('a document is fetched', () => {
  const none = { privateHosts: readPrivateHosts(undefined) }
  it.each([
    'http://example.com/c.json',
    'https://127.0.0.1/c.json',
    'https://[::1]/c.json',
    'https://[::ffff:127.0.0.1]/c.json',
    'https://2130706433/c.json',
    'https://0x7f.1/c.json',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/c.json',
  ])('never from %s', async (address) => {
    await expect(fetchDocument(new URL(address), none)).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('a client’s id is an address', () => {
  const hosts = readPrivateHosts('127.0.0.1:9000, other:1')
  it.each(['https://app.example/client.json', 'https://app.example/a/b', 'http://127.0.0.1:9000/client.json'])(
    'where it is %s',
    (clientId) => expect(documentAddress(clientId, hosts)?.href).toBe(clientId),
  )
  it.each([
    'https://app.example',
    'https://app.example/',
    'https://app.example/a/../b',
    'https://app.example/c#x',
    'https://user@app.example/c',
    'HTTPS://app.example/c',
    'http://app.example/c',
    'http://127.0.0.1:9001/c',
    'ftp://app.example/c',
    '0190e1c0-0000-7000-8000-000000000000',
  ])('not where it is %s', (clientId) => expect(documentAddress(clientId, hosts)).toBeUndefined())
})

describe('a redirect address', () => {
  it.each([
    ['https://claude.ai/api/mcp/auth_callback', 'claude.ai', false],
    ['http://127.0.0.1:33418/callback', 'this computer', true],
    ['http://localhost/callback', 'this computer', true],
    ['http://[::1]:5/x', 'this computer', true],
    ['cursor://anysphere.cursor-mcp/oauth', 'an app on this computer (cursor://)', false],
    ['com.example.app:/callback', 'an app on this computer (com.example.app://)', false],
  ])('may be %s', (address, place, local) => {
    expect(redirectProblem(address)).toBeUndefined()
    expect(redirectPlace(address)).toBe(place)
    expect(staysLocal(address)).toBe(local)
  })
  it.each([
    'http://example.com/callback',
    'http://127.0.0.1.example.com/',
    'http://user@127.0.0.1/',
    'https://a.example/#x',
    'https://a.example/#',
    'javascript:alert(1)',
    'data:text/html,hello',
    'vbscript:x',
    'file:///etc/passwd',
    'about:blank',
    '/relative',
    '',
  ])('may not be %s', (address) => expect(redirectProblem(address)).toBeDefined())
})

it('a name is one plain line', () => {
  expect(plainName('  Claude\n\u202eCode\u0000 ')).toBe('Claude Code')
  expect(plainName('x'.repeat(200))).toHaveLength(60)
  expect(plainName('\u200b\u2028')).toBeUndefined()
  expect(plainName(undefined)).toBeUndefined()
})
