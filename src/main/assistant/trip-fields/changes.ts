import type { Pace } from '../../../mcp/trips/contract.ts'
import type { Context } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readOrigin } from '../entities/origin.ts'
import { readDailyPace, readPace } from '../entities/pace.ts'
import { blank, type Span } from '../entities/span.ts'
import { Utterance } from '../utterance.ts'
import { readBudget, type SaidBudget } from './budget.ts'
import { type NewDates, readNewDates } from './dates.ts'
import { readTravellers } from './party.ts'
import { type PlaceChange, readPlaceChange } from './places.ts'
import { readTaste } from './taste.ts'
import { readTitle } from './title.ts'
import { type Found, Refused, type TripNow } from './trip-now.ts'
import { around } from './words-around.ts'

/** All that a clause changes about a trip. */
export interface TripChanges {
  title?: string
  dates?: NewDates
  travellers?: number
  pace?: Pace
  interests?: string[]
  origin?: string
  places?: PlaceChange
  budget?: SaidBudget
  /** Whether its dates are one day said of no end: that may be the day of something else. */
  loose?: boolean
  /** Why some of it cannot be. */
  refused: Refused[]
  /** The words that gave it, in `plain`. */
  spans: Span[]
  /** The text that was read. */
  plain: string
}

const moneyWords =
  /\b(?:budget|spend|spending|limit|cap|at most|no more than|not more than|max(?:imum)?|tops|afford|money)\b|[£€$]|\b(?:euros?|eur|pounds?|gbp|quid|dollars?|usd|bucks|yen|grand)\b/

/**
 * Reads every field that a clause names, each from the words that the others have left.
 * @param ofMoney whether it is known to set a budget: then a number needs no word of money
 */
export function readChanges(said: string, trip: TripNow, context: Context, ofMoney = false): TripChanges {
  const text = new Utterance(said.replace(/\b(?:a )?fortnight\b/gi, '2 weeks'))
  const { plain } = text
  const changes: TripChanges = { refused: [], spans: [], plain }
  const left = (): string => blank(plain, changes.spans)
  const take = <Value>(found: Found<Value> | Refused | undefined): Value | undefined => {
    if (found instanceof Refused) changes.refused.push(found)
    if (found === undefined || found instanceof Refused) return undefined
    changes.spans.push(...found.spans)
    return found.value
  }
  const title = readTitle(text, (rest) => !isEmpty(readChanges(rest, trip, context)))
  if (title !== undefined) {
    changes.title = title.title
    changes.spans.push(title)
  }
  const daily = readDailyPace(left())
  if (daily !== undefined) {
    changes.pace = daily.pace
    changes.spans.push(daily)
  }
  const budget = ofMoney || moneyWords.test(left()) ? readBudget(left(), context.env.profile.currency) : undefined
  if (budget !== undefined) {
    changes.budget = budget
    changes.spans.push(...budget.spans)
  }
  const origin = readOrigin(left())
  const from = origin === undefined ? -1 : plain.indexOf(origin)
  if (origin !== undefined && from >= 0 && !/\d|\bday\b/.test(origin)) {
    changes.origin = text.slice({ start: from, end: from + origin.length })
    changes.spans.push({ start: from, end: from + origin.length })
  }
  const whens = readDates(left(), context.calendar)
  const travellers = take(readTravellers(blank(left(), whens), trip))
  if (travellers !== undefined) changes.travellers = travellers
  const places = take(readPlaceChange(text, trip, [...changes.spans, ...whens]))
  if (places !== undefined) changes.places = places
  const newDates = readNewDates(left(), trip, context)
  const dates = take(newDates)
  if (dates !== undefined && newDates !== undefined && !(newDates instanceof Refused)) changes.loose = newDates.loose
  if (dates !== undefined) changes.dates = dates
  const pace = daily === undefined ? readPace(left()) : undefined
  if (pace !== undefined) {
    changes.pace = pace.pace
    changes.spans.push(pace)
  }
  const interests = take(readTaste(left(), trip))
  if (interests !== undefined) changes.interests = interests
  return changes
}

/** Whether a clause gives no field but perhaps its taste, which ordinary words may name by chance. */
const isEmpty = ({ interests: _, loose: _____, refused, spans: __, plain: ___, ...fields }: TripChanges): boolean =>
  Object.keys(fields).length === 0 && refused.length === 0

/** The fields that a clause changes, the budget aside. */
export const fieldsOf = ({
  budget: _,
  loose: _____,
  refused: __,
  spans: ___,
  plain: ____,
  ...fields
}: TripChanges): string[] => Object.keys(fields)

/** How many words of the clause speak of something that no field took. */
export function leftOver({ plain, spans }: TripChanges, trip: TripNow): string[] {
  const known = trip.destinations.flatMap(({ place }) => place.toLowerCase().split(' '))
  return (blank(plain, spans).match(/[\p{L}][\p{L}']+/gu) ?? []).filter(
    (word) => !around.has(word) && !known.includes(word),
  )
}
