import { create } from 'zustand'

interface Highlight {
  /** The stop that the pointer or keyboard is on, in the list or on the map. */
  stopId: string | null
  /** The day that is being read: the one at the top of the itinerary. */
  day: string | null
  /** The stop that the itinerary is to show next, as soon as it is there. */
  sought: string | null
  light(stopId: string | null): void
  read(day: string): void
  seek(stopId: string | null): void
}

export const useHighlight = create<Highlight>()((set) => ({
  stopId: null,
  day: null,
  sought: null,
  light: (stopId) => set({ stopId }),
  read: (day) => set({ day }),
  seek: (sought) => set({ sought }),
}))
