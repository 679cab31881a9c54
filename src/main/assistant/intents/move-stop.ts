import { moveStop, type TripDetail } from '../../../mcp/trips/contract.ts'
import { addDays } from '../../../shared/dates.ts'
import type { Context } from '../context.ts'
import { readShift } from '../entities/hours.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { longDay, timeOf } from '../wording/formats.ts'
import { outsideTrip, positionOf, readSlot } from './stops.ts'
import type { StopOnDay } from './stops-by-name.ts'

/** Moves a stop to the day or time that was said. */
export function* moveInTrip(found: StopOnDay, text: Utterance, trip: TripDetail, context: Context): Talk<Reply> {
  const { locale } = context.env.profile
  const slot = readSlot(withoutOld(text), trip, context)
  if (slot.day?.outside) throw outsideTrip(slot.day, trip, locale)
  const shift = slot.day === undefined ? readShift(text.plain) : undefined
  const date = slot.day?.date ?? (shift === undefined ? found.date : addDays(found.date, shift.days))
  if (date < trip.start_date || date > trip.end_date)
    throw outsideTrip({ date, outside: true, start: 0, end: 0 }, trip, locale)
  const where = positionOf(slot, trip, date, found.stop.stop_id)
  const now = found.stop.start.slice(11, 16)
  const start =
    shift !== undefined && shift.minutes !== 0
      ? shiftTime(now, shift.minutes)
      : slot.time !== undefined && where.start !== undefined && date === found.date
        ? nearest(where.start, now, text.plain)
        : where.start
  if (date === found.date && start === undefined && where.position === undefined) {
    throw new Say({
      text: `Where should **${found.stop.title}** go? It is on ${longDay(found.date, locale)} at ${timeOf(found.stop.start, locale)}.`,
      suggestions: trip.days.slice(0, 3).map((_, index) => `Day ${index + 1}`),
      question: { template: `move ${found.stop.title} to {}`, choices: [] },
    })
  }
  const moved = yield* call(moveStop, {
    stop_id: found.stop.stop_id,
    date,
    ...(start !== undefined ? { start } : where.position !== undefined ? { position: where.position } : {}),
  })
  const finding = moved.findings.find(({ stop_id, severity }) => stop_id === moved.stop.stop_id && severity !== 'note')
  return {
    text: `Moved **${moved.stop.title}** to ${longDay(moved.date, locale)} at ${timeOf(moved.stop.start, locale)}.${finding === undefined ? '' : ` Mind: ${finding.message}`}`,
    suggestions: ['Check it for problems', 'Undo that'],
  }
}

/** A text without the day or time that is given up in it: “at 6 rather than 5”, “from 3 to 4”. */
function withoutOld({ plain }: Utterance): Utterance {
  const old = /,? ?\b(?:rather than|instead of|and not|not) (?:(?:at|on|the) )*[\p{L}\d:.]+(?: ?[ap]m)?/u
  return new Utterance(plain.replace(old, '').replace(/\bfrom \d[\d:.]*(?: ?[ap]m)? (?=to\b)/, ''))
}

/** A time said without am or pm, in the half of the day that is nearer to the time before. */
function nearest(time: string, before: string, plain: string): string {
  const hours = Number(time.slice(0, 2))
  if (/\d ?[ap]\.?m\b|\b(?:noon|midday|midnight|morning|afternoon|evening)\b/.test(plain)) return time
  const other = `${String((hours + 12) % 24).padStart(2, '0')}${time.slice(2)}`
  const away = (of: string) => Math.abs(Number(of.slice(0, 2)) - Number(before.slice(0, 2)))
  return hours !== 0 && hours !== 12 && other >= '07:00' && away(other) < away(time) ? other : time
}

/** A time of day `HH:MM` moved by minutes, within the day. */
export function shiftTime(time: string, minutes: number): string {
  const [h = 0, m = 0] = time.split(':').map(Number)
  const total = Math.min(23 * 60 + 45, Math.max(0, h * 60 + m + minutes))
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}
