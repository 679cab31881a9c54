import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import { InUse } from './in-use.ts'

let open: ServerResponse[] = []
const server = createServer((request, response) => {
  if (request.url === '/stream') open.push(response.writeHead(200))
  else response.end('done')
  response.flushHeaders()
})
const sockets = new WebSocketServer({ server })
let url = ''

beforeEach(async () => {
  open = []
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  vi.useRealTimers()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

it('calls when nothing was asked for so long, and not while a stream or a socket is open', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const ended = vi.fn()
  new InUse(server).whenIdle(1000, ended)

  vi.advanceTimersByTime(900)
  await (await fetch(`http://${url}/`)).text()
  vi.advanceTimersByTime(900)
  expect(ended).not.toHaveBeenCalled()

  const stop = new AbortController()
  await fetch(`http://${url}/stream`, { signal: stop.signal })
  vi.advanceTimersByTime(5000)
  expect(ended).not.toHaveBeenCalled()
  const [stream] = open
  stop.abort()
  if (stream !== undefined && !stream.closed) await once(stream, 'close')

  const socket = new WebSocket(`ws://${url}/`)
  const [[client]] = await Promise.all([once(sockets, 'connection'), once(socket, 'open')])
  vi.advanceTimersByTime(5000)
  expect(ended).not.toHaveBeenCalled()
  const closed = once(client, 'close')
  socket.close()
  await closed
  await new Promise((resolve) => setImmediate(resolve))
  vi.advanceTimersByTime(999)
  expect(ended).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1001)
  expect(ended).toHaveBeenCalledOnce()
})

it('calls a server that was never asked too, unless it was taken back', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const ended = vi.fn()
  const takeBack = new InUse(server).whenIdle(1000, ended)
  takeBack()
  vi.advanceTimersByTime(2000)
  expect(ended).not.toHaveBeenCalled()
  new InUse(server).whenIdle(1000, ended)
  vi.advanceTimersByTime(1000)
  expect(ended).toHaveBeenCalledOnce()
})
