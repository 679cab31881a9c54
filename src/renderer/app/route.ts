import { useSyncExternalStore } from 'react'

const tripTabs = ['itinerary', 'map', 'budget', 'tasks', 'notes'] as const
export type TripTab = (typeof tripTabs)[number]

export type Route =
  | { page: 'home' }
  | { page: 'trips' }
  | { page: 'trip'; tripId: string; tab: TripTab }
  | { page: 'tasks' }
  /** `caller` as the journal names it: `panel`, `client:ID`; without it, everyone. */
  | { page: 'activity'; caller?: string }
  | { page: 'connections' }
  | { page: 'client'; clientId: string }
  | { page: 'settings' }

export type Page = Route['page']

/** The route that an address's fragment names (`#/trips/ID/budget`, `#/activity/client:ID`); Home for anything else. */
export function routeOf(fragment: string): Route {
  const [first, second, third] = fragment.replace(/^#?\/?/, '').split('/')
  if (first === 'trips' && second !== undefined && second !== '') {
    const tab = tripTabs.find((name) => name === third) ?? 'itinerary'
    return { page: 'trip', tripId: decodeURIComponent(second), tab }
  }
  if (second !== undefined && second !== '') {
    if (first === 'activity') return { page: 'activity', caller: decodeURIComponent(second) }
    if (first === 'connections') return { page: 'client', clientId: decodeURIComponent(second) }
  }
  if (
    first === 'trips' ||
    first === 'tasks' ||
    first === 'activity' ||
    first === 'connections' ||
    first === 'settings'
  ) {
    return { page: first }
  }
  return { page: 'home' }
}

/** The fragment of a route: the reverse of `routeOf`. */
export function fragmentOf(route: Route): string {
  if (route.page === 'home') return '#/'
  if (route.page === 'client') return `#/connections/${encodeURIComponent(route.clientId)}`
  if (route.page === 'activity' && route.caller !== undefined) return `#/activity/${encodeURIComponent(route.caller)}`
  if (route.page !== 'trip') return `#/${route.page}`
  const tab = route.tab === 'itinerary' ? '' : `/${route.tab}`
  return `#/trips/${encodeURIComponent(route.tripId)}${tab}`
}

export function navigate(route: Route): void {
  location.hash = fragmentOf(route)
}

export const openTrip = (tripId: string, tab: TripTab = 'itinerary') => navigate({ page: 'trip', tripId, tab })

function onFragment(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

let seen = ''
let route: Route = { page: 'home' }

/** The route that the address names; kept as one value for one fragment, so that it compares by identity. */
export function currentRoute(): Route {
  if (location.hash !== seen) {
    seen = location.hash
    route = routeOf(seen)
  }
  return route
}

export const useRoute = (): Route => useSyncExternalStore(onFragment, currentRoute)
