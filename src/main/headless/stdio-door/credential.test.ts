import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BridgeFile } from '../../data-folder.ts'
import { unnamedCredential } from './credential.ts'

let server: Server
let host: BridgeFile
let minted = 0
beforeEach(async () => {
  minted = 0
  server = createServer((_request, response) => {
    minted += 1
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ token: `token-${minted}` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  host = { url, mcp: `${url}/mcp`, token: 'local', user_id: 'local', pid: process.pid, version: '0.1.0' }
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

test('a token that a stream and a request are refused with is asked for anew once', async () => {
  const credential = unnamedCredential()
  const first = await credential.token(host)
  credential.refused(first)
  const second = await credential.token(host)
  // The other of the two hears of the old one only now.
  credential.refused(first)
  expect(await credential.token(host)).toBe(second)
  expect([first, second]).toEqual(['token-1', 'token-2'])
  expect(minted).toBe(2)
})

test('callers that ask at once share one token', async () => {
  const credential = unnamedCredential()
  expect(await Promise.all([credential.token(host), credential.token(host)])).toEqual(['token-1', 'token-1'])
})
