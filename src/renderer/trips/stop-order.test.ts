import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dropPlace, endOf, stepPlace, withStopMoved } from './stop-order.ts'

const day = (date: string, ...ids: string[]) => ({ date, stops: ids.map((stop_id) => ({ stop_id })), legs: [] })
const days = [day('2027-05-12', 'a', 'b', 'c'), day('2027-05-13', 'd'), day('2027-05-14')]

test('a stop dropped after a later one of its day counts without itself', () => {
  expect(dropPlace(days, 'a', { date: '2027-05-12', stopId: 'c', edge: 'after' })).toEqual({
    date: '2027-05-12',
    position: 2,
  })
})

test('a stop dropped where it is stays', () => {
  expect(dropPlace(days, 'b', { date: '2027-05-12', stopId: 'a', edge: 'after' })).toBeUndefined()
  expect(dropPlace(days, 'b', { date: '2027-05-12', stopId: 'b', edge: 'before' })).toBeUndefined()
  expect(endOf(days, 'c', '2027-05-12')).toBeUndefined()
})

test('a stop dropped on another day goes before or after what is there', () => {
  expect(dropPlace(days, 'a', { date: '2027-05-13', stopId: 'd', edge: 'before' })).toEqual({
    date: '2027-05-13',
    position: 0,
  })
  expect(endOf(days, 'a', '2027-05-14')).toEqual({ date: '2027-05-14', position: 0 })
})

test('the end of the last day is before one leaves, except for the leaving itself', () => {
  const leave = { stop_id: 'leave', category: 'departure' }
  const trip = [day('2027-05-12', 'a'), { ...day('2027-05-13'), stops: [{ stop_id: 'd' }, leave] }]
  expect(endOf(trip, 'a', '2027-05-13')).toEqual({ date: '2027-05-13', position: 1 })
  expect(endOf(trip, 'd', '2027-05-13')).toBeUndefined()
  expect(endOf(trip, 'leave', '2027-05-12')).toEqual({ date: '2027-05-12', position: 1 })
})

test('steps go on to the day beside, and end at the first and last', () => {
  expect(stepPlace(days, 'b', 1)).toEqual({ date: '2027-05-12', position: 2 })
  expect(stepPlace(days, 'c', 1)).toEqual({ date: '2027-05-13', position: 0 })
  expect(stepPlace(days, 'd', -1)).toEqual({ date: '2027-05-12', position: 3 })
  expect(stepPlace(days, 'a', -1)).toBeUndefined()
})

test('a move loses and doubles no stop, and puts it where it was to go', () => {
  const ids = ['a', 'b', 'c', 'd']
  fc.assert(
    fc.property(fc.constantFrom(...ids), fc.constantFrom(...days), fc.nat(3), (stopId, target, wanted) => {
      const others = target.stops.filter((stop) => stop.stop_id !== stopId).length
      const position = Math.min(wanted, others)
      const moved = withStopMoved(days, stopId, { date: target.date, position })
      expect(moved.flatMap((d) => d.stops.map((stop) => stop.stop_id)).sort()).toEqual(ids)
      expect(moved.find((d) => d.date === target.date)?.stops[position]?.stop_id).toBe(stopId)
    }),
  )
})
