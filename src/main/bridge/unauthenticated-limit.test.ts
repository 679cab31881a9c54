import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { limitUnauthenticated } from './unauthenticated-limit.ts'

describe('the limit for those without a valid token', () => {
  const app = express()
  let now = 0
  app.use(
    limitUnauthenticated(
      async ({ headers }) =>
        headers.authorization === undefined ? 'none' : headers.authorization === 'Bearer good' ? 'good' : 'bad',
      () => now,
    ),
  )
  app.use((request, response) => {
    response.sendStatus(request.headers.authorization === 'Bearer good' ? 200 : 401)
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  const ask = async (headers: Record<string, string> = {}) => {
    const { port } = server.address() as AddressInfo
    return (await fetch(`http://127.0.0.1:${port}/`, { headers })).status
  }
  const asked = async (times: number, headers?: Record<string, string>) => {
    const statuses: number[] = []
    for (let count = 0; count < times; count++) statuses.push(await ask(headers))
    return statuses
  }
  beforeAll(async () => {
    if (!server.listening) await once(server, 'listening')
  })
  beforeEach(() => {
    now += 60_000
  })
  afterAll(() => server.close())

  const none = {}
  const bad = { authorization: 'Bearer bad' }
  const good = { authorization: 'Bearer good' }
  it.each([
    ['without one', none, bad],
    ['with a bad one', bad, none],
  ])('answers a burst %s, then 429 until time has passed, and lets others through', async (_who, mine, others) => {
    const burst = await asked(45, mine)
    expect(burst.filter((status) => status === 401)).toHaveLength(40)
    expect(burst.at(-1)).toBe(429)
    expect(await ask(others)).toBe(401)
    expect(await ask(good)).toBe(200)
    now += 1000
    expect(await ask(mine)).toBe(401)
  })

  it('does not count good tokens', async () => {
    expect(new Set(await asked(100, good))).toEqual(new Set([200]))
    expect(await ask()).toBe(401)
  })
})
