import type { Point } from '../../../shared/geo.ts'
import type { Place } from '../../places/contract.ts'
import type { Pace } from '../contract.ts'
import type { PlannedStop } from './planned-stop.ts'

/** A stop that stays: locked, a must-see, or the user's own. */
export interface KeptStop {
  stop: PlannedStop
  date: string
  /** Whether its time stays too. */
  fixed: boolean
  place?: Place
}

export interface StayDay {
  date: string
  /** Coming and going: the planner fills the time between. */
  arrival?: PlannedStop
  departure?: PlannedStop
}

/** A stay in one city. */
export interface StayRequest {
  city: string
  centre: Point
  days: readonly StayDay[]
  places: readonly Place[]
  interests: ReadonlySet<string>
  pace: Pace
  kept: readonly KeptStop[]
  /** Places that other stays of the trip have. */
  used: ReadonlySet<string>
}

export interface PlannedDay {
  date: string
  stops: PlannedStop[]
}

/** Places that may not be chosen any more. */
export function takenPlaces({ kept, used }: StayRequest): Set<string> {
  return new Set([...used, ...kept.flatMap(({ stop }) => stop.placeId ?? [])])
}
