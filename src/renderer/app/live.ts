import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { HostEvent } from '../../shared/host-api.ts'
import { useLiveMessages } from '../chat/live-messages.ts'
import { useHost } from './host.ts'
import { staleAfter } from './stale.ts'

const settled = 60

/**
 * Keeps what is shown in step with the host: a change makes the answers it touches stale, an approval or setting its
 * own, and after a lost connection everything is read again. Mounted once.
 */
export function useHostEvents(onEvent: (event: HostEvent) => void): void {
  const host = useHost()
  const queries = useQueryClient()
  useEffect(() => {
    let stale = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = (names: Iterable<string>) => {
      for (const name of names) stale.add(name)
      clearTimeout(timer)
      timer = setTimeout(() => {
        const due = stale
        stale = new Set()
        for (const name of due) queries.invalidateQueries({ queryKey: [name] })
      }, settled)
    }
    const stop = host.subscribe((event) => {
      if (event.type === 'changed') {
        refresh(staleAfter(event.entities))
        if (event.caller.startsWith('client:')) refresh(['list_clients'])
      }
      if (event.type === 'clients') refresh(['list_clients', 'get_bridge', 'list_consents', 'list_connections'])
      if (event.type === 'approval') refresh(['list_approvals', 'list_permissions'])
      if (event.type === 'settings') refresh(['get_settings', 'get_profile', 'get_status', 'list_permissions'])
      if (event.type === 'conversation') {
        useLiveMessages.getState().apply(event.event)
        if (event.event.type === 'message' || event.event.type === 'done') refresh(['list_conversations'])
      }
      onEvent(event)
    })
    let wasLost = false
    const stopWatching = host.onConnection((connected) => {
      if (connected && wasLost) {
        useLiveMessages.getState().clear()
        queries.invalidateQueries()
      }
      wasLost = !connected
    })
    return () => {
      clearTimeout(timer)
      stop()
      stopWatching()
    }
  }, [host, queries, onEvent])
}

/** Whether the host can be reached; `true` until it is known not to be. */
export function useConnected(): boolean {
  const host = useHost()
  return useSyncExternalStore(
    (changed) =>
      host.onConnection((connected) => {
        connections.set(host, connected)
        changed()
      }),
    () => connections.get(host) ?? true,
  )
}

const connections = new WeakMap<object, boolean>()
