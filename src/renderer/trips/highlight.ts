import { create } from 'zustand'

interface Highlight {
  /** The stop that the pointer or keyboard is on, in the list or on the map. */
  stopId: string | null
  light(stopId: string | null): void
}

export const useHighlight = create<Highlight>()((set) => ({
  stopId: null,
  light: (stopId) => set({ stopId }),
}))
