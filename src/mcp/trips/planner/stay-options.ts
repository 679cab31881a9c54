import type { Place } from '../../places/contract.ts'
import { intersect, type Window } from '../opening-hours.ts'
import type { Candidate } from './candidate.ts'
import { isFoodPlace, scoreOf } from './choose-stops.ts'
import type { DayShape } from './day-shape.ts'
import { type PlannedStop, stopAtPlace } from './planned-stop.ts'
import { type KeptStop, type StayRequest, takenPlaces } from './stay-request.ts'
import { mealWindows, visitWindows } from './visit-windows.ts'

/** A candidate with the stop that it becomes. */
export interface Option {
  candidate: Candidate
  toStop(start: number): PlannedStop
}

const anyTime: readonly Window[] = [{ from: 0, to: 1800 }]

/** What the days of a stay can be made of: what stays, then the sights, best first. */
export function optionsFor(request: StayRequest, shapes: readonly DayShape[]): Option[] {
  const taken = takenPlaces(request)
  const sights = request.places
    .filter((place) => !isFoodPlace(place) && !taken.has(place.place_id))
    .map((place) => sightOption(place, request, shapes))
    .sort((a, b) => b.candidate.score - a.candidate.score || (a.candidate.key < b.candidate.key ? -1 : 1))
  const pinned = request.days.flatMap(({ date, arrival, departure }, day) => [
    ...(arrival === undefined ? [] : [pinnedOption({ stop: arrival, date, fixed: true }, day, shapes)]),
    ...request.kept.filter((kept) => kept.date === date).map((kept) => pinnedOption(kept, day, shapes)),
    ...(departure === undefined ? [] : [pinnedOption({ stop: departure, date, fixed: true }, day, shapes)]),
  ])
  return [...pinned, ...sights]
}

function sightOption(place: Place, request: StayRequest, shapes: readonly DayShape[]): Option {
  const minutes = place.visit_minutes ?? 60
  return {
    candidate: {
      key: place.place_id,
      point: { lat: place.lat, lon: place.lon },
      minutes,
      category: place.category,
      score: scoreOf(place, request.interests, request.pace),
      windows: shapes.map(({ date, start, end }) => intersect(visitWindows(place, date), [{ from: start, to: end }])),
    },
    toStop: (start) => stopAtPlace(place, start, minutes),
  }
}

function pinnedOption({ stop, fixed, place }: KeptStop, day: number, shapes: readonly DayShape[]): Option {
  const windows = shapes.map(({ date, pace }) => {
    if (stop.category === 'lunch' || stop.category === 'dinner') return mealWindows(stop.category, date, pace, place)
    return place === undefined ? anyTime : visitWindows(place, date)
  })
  return {
    candidate: {
      key: stop.stopId ?? `${stop.category} ${day}`,
      point: stop.point,
      minutes: stop.minutes,
      category: stop.category,
      score: 5,
      windows,
      pinned: { day, ...(fixed && { start: stop.start }) },
    },
    toStop: (start) => ({ ...stop, start }),
  }
}
