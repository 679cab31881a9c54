import { SojournError } from '../../shared/errors.ts'
import type { CallResult, ClientFrame, HostApi, HostEvent, SendRequest, ServerFrame } from '../../shared/host-api.ts'

/** The part of a WebSocket that is used here. */
export interface Socket {
  send(text: string): void
  onopen: ((event: Event) => void) | null
  onclose: ((event: CloseEvent) => void) | null
  onmessage: ((event: MessageEvent) => void) | null
}

export interface SocketPorts {
  connect(): Socket
  /** 0 to 1, for the jitter of reconnecting. */
  random(): number
  /** Runs `work` later; returns how to call it off. */
  later(work: () => void, milliseconds: number): () => void
}

interface Pending {
  resolve(result: unknown): void
  reject(error: SojournError): void
}

const firstWait = 250
const longestWait = 8000

/** Milliseconds before the attempt after `failures` failed ones: doubling, capped, with half of it at random. */
export function reconnectWait(failures: number, random: number): number {
  const full = Math.min(longestWait, firstWait * 2 ** failures)
  return Math.round(full / 2 + (full / 2) * random)
}

const lost = () =>
  new SojournError('unavailable', 'The connection to Sojourn was lost.', {
    hint: 'It reconnects by itself; if it does not, start Sojourn again.',
  })

type Parameters =
  | Omit<Extract<ClientFrame, { method: 'call' }>, 'id'>
  | Omit<Extract<ClientFrame, { method: 'send' }>, 'id'>
  | Omit<Extract<ClientFrame, { method: 'stop' }>, 'id'>

/**
 * The host API over a WebSocket. Requests made while it connects wait for it; requests under way when it closes fail
 * with `unavailable`; it reconnects for as long as the page lives and tells every change of its state.
 */
export function openHostSocket(ports: SocketPorts): HostApi {
  const pending = new Map<number, Pending>()
  const listeners = new Set<(event: HostEvent) => void>()
  const watchers = new Set<(connected: boolean) => void>()
  let queue: ClientFrame[] = []
  let socket: Socket | null = null
  let lastId = 0
  let failures = 0
  let told: boolean | undefined

  const tell = (connected: boolean) => {
    if (told === connected) return
    told = connected
    for (const watcher of watchers) watcher(connected)
  }

  const receive = (frame: ServerFrame) => {
    if ('event' in frame) {
      for (const listener of listeners) listener(frame.event)
      return
    }
    const request = pending.get(frame.id)
    pending.delete(frame.id)
    if ('error' in frame) request?.reject(SojournError.fromBody(frame.error))
    else request?.resolve(frame.result)
  }

  const failAll = () => {
    const waiting = [...pending.values()]
    pending.clear()
    queue = []
    for (const request of waiting) request.reject(lost())
  }

  const open = () => {
    const attempt = ports.connect()
    attempt.onopen = () => {
      socket = attempt
      failures = 0
      for (const frame of queue) attempt.send(JSON.stringify(frame))
      queue = []
      tell(true)
    }
    attempt.onmessage = (event) => receive(JSON.parse(String(event.data)) as ServerFrame)
    attempt.onclose = () => {
      socket = null
      failAll()
      tell(false)
      ports.later(open, reconnectWait(failures, ports.random()))
      failures += 1
    }
  }
  open()

  const request = (parameters: Parameters) =>
    new Promise<unknown>((resolve, reject) => {
      lastId += 1
      const frame: ClientFrame = { id: lastId, ...parameters }
      if (socket === null && told === false) {
        reject(lost())
        return
      }
      pending.set(frame.id, { resolve, reject })
      if (socket === null) queue.push(frame)
      else socket.send(JSON.stringify(frame))
    })

  return {
    shell: 'browser',
    call: async (tool, input) => {
      try {
        return (await request({ method: 'call', params: { tool, input } })) as CallResult
      } catch (error) {
        if (error instanceof SojournError) return { ok: false, error: error.toBody() }
        throw error
      }
    },
    send: async (message: SendRequest) =>
      (await request({ method: 'send', params: message })) as { conversation_id: string; message_id: string },
    stop: async (conversationId) => {
      await request({ method: 'stop', params: { conversation_id: conversationId } })
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onConnection: (watcher) => {
      watchers.add(watcher)
      if (told !== undefined) watcher(told)
      return () => watchers.delete(watcher)
    },
  }
}
