import { useSyncExternalStore } from 'react'

const query = matchMedia('(min-width: 900px)')

function onChange(listener: () => void): () => void {
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether the window is at least 900 pixels wide, so that panes stand side by side. */
export const useWide = (): boolean => useSyncExternalStore(onChange, () => query.matches)
