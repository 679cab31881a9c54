import { getTrip, listTrips, type Trip } from '../../../mcp/trips/contract.ts'
import { itineraryMarkdown } from './itinerary-markdown.ts'
import type { ResourceProvider, ResourceReader } from './resource-shapes.ts'

const uriOf = (tripId: string): string => `trip://${tripId}`
const itineraryOf = (tripId: string): string => `trip://${tripId}/itinerary`
const address = /^trip:\/\/([0-9a-f-]{36})(\/itinerary)?$/i

const tripTemplate = 'trip://{id}'
const itineraryTemplate = 'trip://{id}/itinerary'
/** The templates as they are, and as clients may remember them from before. */
const ownTemplates = new Set([tripTemplate, itineraryTemplate, 'trip://{trip_id}', 'trip://{trip_id}/itinerary'])
const templates = [
  {
    uriTemplate: tripTemplate,
    name: 'trip',
    title: 'Trip',
    description: 'A trip with its days, stops, legs, budget, tasks and findings, as JSON.',
    mimeType: 'application/json',
  },
  {
    uriTemplate: itineraryTemplate,
    name: 'itinerary',
    title: 'Itinerary',
    description: 'A trip’s itinerary to read, day by day, as markdown.',
    mimeType: 'text/markdown',
  },
]

/** Each trip as data and as an itinerary to read. */
export const tripResources: ResourceProvider = {
  server: 'trips',
  scope: 'trips:read',
  templates,

  async list(reader, cursor) {
    const { trips, next_cursor } = await reader.call(listTrips, {
      when: 'all',
      limit: 50,
      ...(cursor !== undefined && { cursor }),
    })
    const resources = trips.flatMap((trip) => [
      {
        uri: uriOf(trip.trip_id),
        name: trip.title,
        title: trip.title,
        description: `The trip from ${trip.start_date} to ${trip.end_date} as data.`,
        mimeType: 'application/json',
      },
      {
        uri: itineraryOf(trip.trip_id),
        name: `${trip.title}: itinerary`,
        title: `${trip.title}: itinerary`,
        description: `The itinerary from ${trip.start_date} to ${trip.end_date} to read.`,
        mimeType: 'text/markdown',
      },
    ])
    return { resources, ...(next_cursor !== undefined && { next: next_cursor }) }
  },

  async read(reader, uri) {
    const match = address.exec(uri)
    const tripId = match?.[1]
    if (tripId === undefined) return undefined
    const trip = await reader.call(getTrip, { trip_id: tripId })
    return match?.[2] === undefined
      ? { uri, mimeType: 'application/json', text: JSON.stringify(trip, null, 2) }
      : { uri, mimeType: 'text/markdown', text: itineraryMarkdown(trip) }
  },

  async complete(reader, uriTemplate, variable, typed) {
    if (!ownTemplates.has(uriTemplate)) return undefined
    if (variable !== 'id' && variable !== 'trip_id') return []
    return (await tripsLike(reader, typed)).map((trip) => trip.trip_id)
  },

  touched(change) {
    const tripId = change.entity === 'trip' ? change.id : change.trip_id
    return tripId === undefined ? [] : [uriOf(tripId), itineraryOf(tripId)]
  },

  listChanged: (change) => change.entity === 'trip',
}

/** Trips whose title or id begins with what was typed, or whose title or destination has its words. */
export async function tripsLike(reader: ResourceReader, typed: string): Promise<Trip[]> {
  const text = typed.trim().toLowerCase()
  if (/^[0-9a-f]{4,8}(-|$)/.test(text)) {
    const { trips } = await reader.call(listTrips, { when: 'all', limit: 500 })
    return trips.filter((trip) => trip.trip_id.startsWith(text))
  }
  const { trips } = await reader.call(listTrips, {
    when: 'all',
    limit: 100,
    ...(text !== '' && { query: text.slice(0, 200) }),
  })
  return trips
}
