import { createContext, use } from 'react'
import { SojournError } from '../../shared/errors.ts'
import type { Answered, DesktopBridge, HostApi } from '../../shared/host-api.ts'
import { openHostSocket } from './host-socket.ts'

declare global {
  interface Window {
    /** Exposed by the preload script of the desktop shell; absent in a browser. */
    sojourn?: DesktopBridge
  }
}

/** The host: through the preload script on the desktop, else over a WebSocket to the page's own origin. */
export function connectHost(page: Window): HostApi {
  if (page.sojourn !== undefined) return overBridge(page.sojourn)
  const address = new URL('/api/host', page.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  address.search = ''
  address.hash = ''
  return openHostSocket({
    connect: () => new WebSocket(address),
    random: Math.random,
    later: (work, milliseconds) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
  })
}

/** The desktop bridge as the host API: errors that came as values are thrown again. */
function overBridge(bridge: DesktopBridge): HostApi {
  return {
    ...bridge,
    send: async (request) => unwrap(await bridge.send(request)),
    stop: async (conversationId) => unwrap(await bridge.stop(conversationId)),
  }
}

function unwrap<Value>(answer: Answered<Value>): Value {
  if (!answer.ok) throw SojournError.fromBody(answer.error)
  return answer.value
}

export const HostContext = createContext<HostApi | null>(null)

/** The host API of this window. */
export function useHost(): HostApi {
  const host = use(HostContext)
  if (host === null) throw new Error('useHost is used outside HostContext')
  return host
}
