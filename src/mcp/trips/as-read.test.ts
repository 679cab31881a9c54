import { afterEach, beforeEach, expect, it } from 'vitest'
import { openServers, type ServersHost } from '../testing.ts'
import { addStop, getTrip, planTrip, removeStop, type TripDetail, updateTrip } from './contract.ts'

let host: ServersHost
let trip: TripDetail
beforeEach(async () => {
  host = await openServers()
  trip = await host.call(planTrip, {
    destinations: [{ place: 'Rome' }],
    start_date: '2027-04-09',
    end_date: '2027-04-12',
  })
})
afterEach(() => host.dispose())

const read = () => host.call(getTrip, { trip_id: trip.trip_id })

it('changes of different fields at once all stand', async () => {
  const { trip_id } = trip
  await Promise.all([
    host.call(updateTrip, { trip_id, notes: 'Bring an umbrella' }),
    host.call(updateTrip, { trip_id, title: 'Rome with Ana' }),
    host.call(updateTrip, { trip_id, travellers: 3 }),
  ])
  expect(await read()).toMatchObject({ notes: 'Bring an umbrella', title: 'Rome with Ana', travellers: 3 })
})

it('stops that are added at once do not lie on each other', async () => {
  const { trip_id } = trip
  const titles = ['Coffee with Ana', 'Coffee with Ben', 'Coffee with Cem']
  await Promise.all(titles.map((title) => host.call(addStop, { trip_id, date: '2027-04-10', title })))
  const stops = (await read()).days.find(({ date }) => date === '2027-04-10')?.stops ?? []
  const own = stops.filter(({ title }) => titles.includes(title))
  expect(own).toHaveLength(3)
  for (const [index, stop] of stops.slice(1).entries())
    expect(stop.start >= (stops[index]?.end ?? ''), `${stop.title} after ${stops[index]?.title}`).toBe(true)
})

it('a stop taken out while the trip is planned anew is not brought back', async () => {
  const added = await host.call(addStop, { trip_id: trip.trip_id, date: '2027-04-10', title: 'Coffee with Ana' })
  await Promise.all([
    host.call(planTrip, { trip_id: trip.trip_id, pace: 'relaxed' }),
    host.call(removeStop, { stop_id: added.stop.stop_id }),
  ])
  expect((await read()).days.flatMap(({ stops }) => stops.map(({ title }) => title))).not.toContain('Coffee with Ana')
})
