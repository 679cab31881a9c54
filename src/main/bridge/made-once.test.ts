import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, it } from 'vitest'
import { madeOnce } from './made-once.ts'

it('makes a document once and tells who has it already that it is the same', async () => {
  let times = 0
  const app = express()
  app.get(
    '/document',
    madeOnce('json', () => {
      times += 1
      return JSON.stringify({ times })
    }),
  )
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/document`
  try {
    const first = await fetch(url)
    expect(first.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await first.json()).toEqual({ times: 1 })
    expect(await (await fetch(url)).json()).toEqual({ times: 1 })
    const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await fetch(url, { headers: { 'if-none-match': '"another"' } })).status).toBe(200)
    expect(times).toBe(1)
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
