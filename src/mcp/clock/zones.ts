import { Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import type { ToolContext } from '../../shared/tool.ts'
import { type CityCandidate, resolveCity } from '../places/contract.ts'
import { abbreviation } from './abbreviations.ts'

/** A zone that was meant by a name. */
export interface FoundZone {
  timezone: string
  city?: string
  /** How the name was read, where it could mean something else. */
  note?: string
}

const hint = 'Give an IANA zone like Europe/Lisbon, a city like Lisbon, or an offset like UTC+2.'

/** The IANA name in its own spelling, or undefined. */
function ianaZone(text: string): string | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text.replaceAll(' ', '_')).timeZoneId
  } catch {
    return undefined
  }
}

/** The zone whose last part is the name: Lord Howe is in no table of cities, but has a zone. */
function zoneEndingIn(text: string): string | undefined {
  const part = `/${text.trim().replaceAll(' ', '_').toLowerCase()}`
  return Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase().endsWith(part))
}

/** `UTC+2`, `GMT-3:30`, `+05:45` as a fixed offset like `+02:00`. */
function fixedOffset(text: string): string | undefined {
  const match = /^(?:UTC|GMT)?\s*([+−-])\s*(\d{1,2})(?::?([0-5]\d))?$/i.exec(text)
  if (match === null || Number(match[2]) > 14) return undefined
  return `${match[1] === '+' ? '+' : '-'}${(match[2] ?? '').padStart(2, '0')}:${match[3] ?? '00'}`
}

async function cityZone(ctx: ToolContext, name: string): Promise<{ best?: CityCandidate; ambiguous: boolean }> {
  try {
    const { candidates, ambiguous } = await ctx.call(resolveCity, { name, limit: 5 })
    const [best] = candidates
    return { ...(best && { best }), ambiguous }
  } catch (error) {
    if (error instanceof SojournError && error.kind === 'not_found') return { ambiguous: false }
    throw error
  }
}

/**
 * Finds the zone that a name means: an IANA name in any case, a usual abbreviation, an offset, or a city.
 * @throws SojournError `invalid_input` for what looks like a zone and is none, `not_found` for an unknown city
 */
export async function findZone(ctx: ToolContext, text: string): Promise<FoundZone> {
  const offset = fixedOffset(text)
  if (offset !== undefined) return { timezone: offset }
  const short = abbreviation(text)
  if (short !== undefined) return { timezone: short.timezone, ...(short.note !== '' && { note: short.note }) }
  const iana = ianaZone(text)
  if (text.includes('/')) {
    if (iana !== undefined) return { timezone: iana }
    throw new SojournError('invalid_input', `“${text}” is not a time zone.`, { hint })
  }
  const { best, ambiguous } = await cityZone(ctx, text)
  if (best !== undefined) {
    const where = [best.name, best.region, best.country_name].filter((part) => part !== undefined && part !== '')
    return {
      timezone: best.timezone,
      city: best.name,
      ...(ambiguous && { note: `“${text}” is read as ${[...new Set(where)].join(', ')}.` }),
    }
  }
  if (iana !== undefined) return { timezone: iana }
  const ending = zoneEndingIn(text)
  if (ending !== undefined) return { timezone: ending }
  throw new SojournError('not_found', `No time zone or city is called “${text}”.`, { hint })
}
