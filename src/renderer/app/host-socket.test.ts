import { expect, test } from 'vitest'
import type { ClientFrame, HostEvent, ServerFrame } from '../../shared/host-api.ts'
import { openHostSocket, reconnectWait, type Socket } from './host-socket.ts'

class LoopSocket implements Socket {
  sent: ClientFrame[] = []
  onopen: Socket['onopen'] = null
  onclose: Socket['onclose'] = null
  onmessage: Socket['onmessage'] = null
  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame)
  }
  open(): void {
    this.onopen?.(new Event('open'))
  }
  close(): void {
    this.onclose?.(new Event('close') as CloseEvent)
  }
  say(frame: ServerFrame): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }
}

function connect() {
  const sockets: LoopSocket[] = []
  const waits: { work: () => void; milliseconds: number }[] = []
  const host = openHostSocket({
    connect: () => {
      const socket = new LoopSocket()
      sockets.push(socket)
      return socket
    },
    random: () => 0.5,
    later: (work, milliseconds) => {
      waits.push({ work, milliseconds })
      return () => {}
    },
  })
  const latest = () => {
    const socket = sockets.at(-1)
    if (socket === undefined) throw new Error('no socket was opened')
    return socket
  }
  return { host, latest, waits, sockets }
}

test('a call made while it connects is sent once it is open, and answered by its id', async () => {
  const { host, latest } = connect()
  const first = host.call('list_tasks', {})
  const second = host.call('list_trips', {})
  expect(latest().sent).toEqual([])
  latest().open()
  expect(latest().sent.map((frame) => frame.id)).toEqual([1, 2])
  latest().say({ id: 2, result: { ok: true, output: 'trips' } })
  latest().say({ id: 1, result: { ok: true, output: 'tasks' } })
  expect(await first).toEqual({ ok: true, output: 'tasks' })
  expect(await second).toEqual({ ok: true, output: 'trips' })
})

test('a call under way when the connection is lost fails with a sentence, and never hangs', async () => {
  const { host, latest } = connect()
  latest().open()
  const call = host.call('plan_trip', {})
  latest().close()
  expect(await call).toMatchObject({ ok: false, error: { kind: 'unavailable' } })
  expect(await host.call('list_tasks', {})).toMatchObject({ ok: false, error: { kind: 'unavailable' } })
  await expect(host.send({ message: 'hello' })).rejects.toMatchObject({ kind: 'unavailable' })
})

test('it reconnects, waiting longer each time, and tells every change of its state once', () => {
  const { host, latest, waits, sockets } = connect()
  const told: boolean[] = []
  host.onConnection((connected) => told.push(connected))
  latest().open()
  latest().close()
  waits[0]?.work()
  latest().close()
  waits[1]?.work()
  latest().open()
  expect(told).toEqual([true, false, true])
  expect(sockets).toHaveLength(3)
  expect(waits[1]?.milliseconds).toBeGreaterThan(waits[0]?.milliseconds ?? 0)
})

test('waits double up to eight seconds', () => {
  expect([0, 1, 2, 10].map((failures) => reconnectWait(failures, 1))).toEqual([250, 500, 1000, 8000])
})

test('events reach every listener until it stops listening', () => {
  const { host, latest } = connect()
  latest().open()
  const heard: HostEvent[] = []
  const stop = host.subscribe((event) => heard.push(event))
  latest().say({ event: { type: 'settings' } })
  stop()
  latest().say({ event: { type: 'settings' } })
  expect(heard).toEqual([{ type: 'settings' }])
})

test('an error of the door itself is a failed call', async () => {
  const { host, latest } = connect()
  latest().open()
  const call = host.call('nothing', {})
  latest().say({ id: 1, error: { kind: 'not_found', message: 'There is no tool “nothing”.' } })
  expect(await call).toEqual({ ok: false, error: { kind: 'not_found', message: 'There is no tool “nothing”.' } })
})
