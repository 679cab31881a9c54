import type { Temporal } from '../../shared/dates.ts'
import type { FoundZone } from './zones.ts'

type Zoned = Temporal.ZonedDateTime

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Longer than this a higher offset is the standard one (Morocco outside Ramadan), not a summer time. */
const longestSummer = 250

/**
 * Whether daylight saving is in force: the clocks went forward within the last year and go back within the next, and the
 * time between is no longer than a summer. A zone that changed its offset for good is not in daylight saving.
 */
function isDaylightSaving(moment: Zoned): boolean {
  const previous = moment.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  const next = moment.getTimeZoneTransition('next')
  if (previous === null || next === null) return false
  const wentUp = previous.offsetNanoseconds > previous.subtract({ nanoseconds: 1 }).offsetNanoseconds
  const goesDown = next.offsetNanoseconds < moment.offsetNanoseconds
  return wentUp && goesDown && previous.until(next, { largestUnit: 'days' }).days <= longestSummer
}

/** A moment as the clock tools answer it: local time to the minute, offset like `+05:45`. */
export function momentView(moment: Zoned, zone: FoundZone) {
  return {
    timezone: zone.timezone,
    ...(zone.city !== undefined && { city: zone.city }),
    local_time: moment.toPlainDateTime().toString({ smallestUnit: 'minute', roundingMode: 'trunc' }),
    utc_offset: moment.offset,
    weekday: weekdayNames[moment.dayOfWeek - 1] ?? '',
    is_dst: isDaylightSaving(moment),
  }
}

/** What a person calls the zone. */
export const zoneName = (zone: FoundZone): string => zone.city ?? zone.timezone

const clockOf = (moment: Zoned | Temporal.PlainDateTime): string =>
  moment.toPlainTime().toString({ smallestUnit: 'minute' })

/** A day in words: `28 March 2027`. */
export function dayInWords(moment: Zoned | Temporal.PlainDateTime): string {
  return moment.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}

export interface Placed {
  moment: Zoned
  /** The other moment with the same local time, where it comes twice. */
  second?: Zoned
  note?: string
}

/**
 * The moment that a local time means in a zone. One that the clocks skip is moved on by as much as they skip; of one that
 * comes twice the first is taken. Either way the note says so.
 */
export function placeWallTime(wall: Temporal.PlainDateTime, zone: FoundZone): Placed {
  const earlier = wall.toZonedDateTime(zone.timezone, { disambiguation: 'earlier' })
  const later = wall.toZonedDateTime(zone.timezone, { disambiguation: 'later' })
  if (earlier.epochNanoseconds === later.epochNanoseconds) return { moment: earlier }
  const when = `${clockOf(wall)} on ${dayInWords(wall)}`
  if (earlier.toPlainDateTime().equals(wall)) {
    const note = `${when} comes twice in ${zoneName(zone)}, because the clocks go back; read as the first, at ${earlier.offset}. The second is at ${later.offset}.`
    return { moment: earlier, second: later, note }
  }
  const change = earlier.getTimeZoneTransition('next')
  const gap = change === null ? '' : ` from ${clockOf(before(change))} to ${clockOf(change)}`
  const note = `${when} does not exist in ${zoneName(zone)}: the clocks go forward${gap}. Read as ${clockOf(later)}.`
  return { moment: later, note }
}

/** The local time at which a change strikes, by the clock as it was until then. */
function before(change: Zoned): Temporal.PlainDateTime {
  return change.subtract({ nanoseconds: 1 }).toPlainDateTime().add({ nanoseconds: 1 })
}

export const differenceMinutes = (source: Zoned, target: Zoned): number =>
  Math.round((target.offsetNanoseconds - source.offsetNanoseconds) / 60e9)

function inHours(minutes: number): string {
  const size = Math.abs(minutes)
  const hours = Math.floor(size / 60)
  const rest = size % 60
  const words = [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter((part) => part !== '').join(' ')
  return `${minutes < 0 ? '−' : '+'}${words === '' ? '0 h' : words}`
}

/** Says where the zones are another length apart at `moment` than now, because clocks change in between. */
export function changeNote(
  moment: Zoned,
  now: Temporal.Instant,
  source: FoundZone,
  target: FoundZone,
): string | undefined {
  const apart = (at: Temporal.Instant) =>
    differenceMinutes(at.toZonedDateTimeISO(source.timezone), at.toZonedDateTimeISO(target.timezone))
  const today = apart(now)
  const then = apart(moment.toInstant())
  if (today === then) return undefined
  const changed = [source, target]
    .filter((zone) => {
      const offset = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone.timezone).offsetNanoseconds
      return offset(now) !== offset(moment.toInstant())
    })
    .map(zoneName)
  return `The clocks change in between in ${changed.join(' and ')}: the difference is ${inHours(today)} now and ${inHours(then)} then.`
}
