import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, describe, expect, it } from 'vitest'
import { limitUnauthenticated } from './unauthenticated-limit.ts'

describe('the limit for those without a token', () => {
  const app = express()
  let now = 0
  app.use(limitUnauthenticated(() => now))
  app.use((request, response) => {
    response.sendStatus(request.headers.authorization === 'Bearer good' ? 200 : 401)
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  const ask = async (headers: Record<string, string> = {}) => {
    const { port } = server.address() as AddressInfo
    return (await fetch(`http://127.0.0.1:${port}/`, { headers })).status
  }
  afterAll(() => server.close())

  it('answers a burst, then 429 until time has passed, and lets good tokens through all the while', async () => {
    if (!server.listening) await once(server, 'listening')
    const burst: number[] = []
    for (let count = 0; count < 45; count++) burst.push(await ask())
    expect(burst.filter((status) => status === 401)).toHaveLength(40)
    expect(burst.at(-1)).toBe(429)
    expect(await ask({ authorization: 'Bearer good' })).toBe(200)
    now += 1000
    expect(await ask()).toBe(401)
  })

  it('counts bad tokens too', async () => {
    now += 60_000
    for (let count = 0; count < 40; count++) await ask({ authorization: 'Bearer bad' })
    expect(await ask()).toBe(429)
  })
})
