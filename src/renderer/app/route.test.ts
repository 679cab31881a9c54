import { expect, test } from 'vitest'
import { fragmentOf, type Route, routeOf } from './route.ts'

const routes: Route[] = [
  { page: 'home' },
  { page: 'trips' },
  { page: 'tasks' },
  { page: 'activity' },
  { page: 'activity', caller: 'client:https://example.com/client.json' },
  { page: 'connections' },
  { page: 'client', clientId: 'https://example.com/client.json' },
  { page: 'settings' },
  { page: 'trip', tripId: '0190-1', tab: 'itinerary' },
  { page: 'trip', tripId: '0190-1', tab: 'budget' },
]

test.each(routes)('a route survives its address: %j', (route) => {
  expect(routeOf(fragmentOf(route))).toEqual(route)
})

test('an address that names nothing is Home', () => {
  expect(routeOf('#/nowhere')).toEqual({ page: 'home' })
  expect(routeOf('')).toEqual({ page: 'home' })
})

test('a tab that is not there is the itinerary', () => {
  expect(routeOf('#/trips/1/bookings')).toEqual({ page: 'trip', tripId: '1', tab: 'itinerary' })
})
