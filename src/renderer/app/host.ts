import { createContext, use } from 'react'
import type { HostApi } from '../../shared/host-api.ts'
import { openHostSocket } from './host-socket.ts'

declare global {
  interface Window {
    /** Exposed by the preload script of the desktop shell; absent in a browser. */
    sojourn?: HostApi
  }
}

/** The host: through the preload script on the desktop, else over a WebSocket to the page's own origin. */
export function connectHost(page: Window): HostApi {
  if (page.sojourn !== undefined) return page.sojourn
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

export const HostContext = createContext<HostApi | null>(null)

/** The host API of this window. */
export function useHost(): HostApi {
  const host = use(HostContext)
  if (host === null) throw new Error('useHost is used outside HostContext')
  return host
}
