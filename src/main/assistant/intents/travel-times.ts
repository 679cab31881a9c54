import { type TripDetail, updateStop } from '../../../mcp/trips/contract.ts'
import type { Family } from '../context.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { readTripDays } from '../entities/trip-day.ts'
import { minutesOfStop } from '../itinerary.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { longDay, timeOf } from '../wording/formats.ts'
import { shiftTime } from './move-stop.ts'
import { hasTrip, theTrip } from './which-trip.ts'

const who =
  "(?:we|i|they|(?:my|our|the) (?:flight|plane|train|ferry|bus|coach)(?: (?:home|out|back|there))?)(?:'ll| will|'re|'m| are| am)?(?: only| actually| now)?"
const coming = new RegExp(
  `\\b${who} (?:be )?(?:arriv\\w+|lands?|landing|gets? in|getting in|gets? there|getting there|touch(?:es)? down|comes? in|is due|due)\\b|^(?:arriving|landing|arrival|flight lands)\\b`,
)
const going = new RegExp(
  `\\b${who} (?:leav\\w+|depart\\w*|flies|fly|flying|takes? off|set off|sets off|(?:go|goes|going|head|heading|travel) (?:home|back))(?: (?:home|back|out|from there))?(?! (?:the|my|our|a|work|for (?!the airport|home)|to (?!the airport))\\b)|^(?:departure|flight home|flying home)\\b`,
)
const other =
  /\b(?:remind|task|hotel|museum|tour|day \d|budget|instead of flying|how|when|what|which|from home|dinner|lunch|breakfast)\b/

/** “we land at 2pm”, “our flight home leaves at 18:30”: the arrival and the departure that are planned get that time. */
export const travelTimesFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (!hasTrip(context) || other.test(plain) || /\?\s*$/.test(plain)) return undefined
  const [time] = readTimes(plain)
  const end = coming.test(plain) ? 'arrival' : going.test(plain) ? 'departure' : undefined
  if (time === undefined || end === undefined) return undefined
  // “we leave at 9 on Tuesday” in the middle of the trip is of a day out.
  const trip = context.referents.trip
  const [day] = trip === undefined ? [] : readTripDays(plain, trip, context.calendar)
  if (day !== undefined && day.date !== (end === 'arrival' ? trip?.start_date : trip?.end_date)) return undefined
  const toFly =
    end === 'departure' && /\b(?:flight|plane|train|ferry|bus|coach|fl(?:y|ies|ying)|takes? off)\b/.test(plain)
  return {
    intent: 'move_stop',
    score: 92,
    talk: function* () {
      return yield* setTime(end, time.time, toFly, yield* theTrip(plain, context), context.env.profile.locale)
    },
  }
}

/** @param toFly whether the time is that of the flight itself: one leaves for it as much earlier as is planned */
function* setTime(
  end: 'arrival' | 'departure',
  time: string,
  toFly: boolean,
  trip: TripDetail,
  locale: string,
): Talk<Reply> {
  const day = end === 'arrival' ? trip.days[0] : trip.days.at(-1)
  const stop = day?.stops.find(({ category }) => category === end)
  if (day === undefined || stop === undefined)
    throw new Say({
      text: `“${trip.title}” has no ${end} yet, because I don’t know where you start from. Tell me, for example, “we start from London”.`,
      suggestions: ['We start from London'],
    })
  const before = toFly ? minutesOfStop(stop) : 0
  const changed = yield* call(updateStop, { stop_id: stop.stop_id, start: shiftTime(time, -before), locked: true })
  const mind = changed.findings.find(({ severity }) => severity !== 'note')
  return {
    text: `**${changed.stop.title}** is now at ${timeOf(changed.stop.start, locale)} on ${longDay(changed.date, locale)}${before > 0 ? `, for ${time}` : ''}; the rest of the day follows.${mind === undefined ? '' : ` Mind: ${mind.message}`}`,
    suggestions: [end === 'arrival' ? 'What is on day 1?' : 'What is on the last day?', 'Undo that'],
  }
}
