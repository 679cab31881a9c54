import { Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'

const forms =
  /^(?:(\d{4}-\d{2}-\d{2})[T ]\s*)?(?:(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap])?\.?(?:m\.?)?|(noon|midday|midnight))$/i

function refuse(message: string): never {
  throw new SojournError('invalid_input', message, {
    hint: 'Give a local time like 2027-05-12T17:00, or 17:00 or 5pm meaning today, without an offset.',
    issues: [{ path: 'time', message }],
  })
}

/**
 * Reads a local date-time, or a time of day (`17:00`, `5pm`, `noon`) meaning `today`.
 * @throws SojournError `invalid_input` for anything else, and for a date or time that no calendar or clock has
 */
export function readWallTime(text: string, today: Temporal.PlainDate): Temporal.PlainDateTime {
  const match = forms.exec(text.trim())
  if (match === null) refuse(`“${text}” is not a local time.`)
  const [, date, hourText, minuteText, half, name] = match
  if (half === undefined && /m/i.test(text) && name === undefined) refuse(`“${text}” is not a local time.`)
  if (half === undefined && minuteText === undefined && name === undefined)
    refuse(`“${text}” does not say am, pm or minutes.`)
  let hour = name === undefined ? Number(hourText) : name.toLowerCase() === 'midnight' ? 0 : 12
  if (half !== undefined) {
    if (hour < 1 || hour > 12) refuse(`“${text}” is not a time that exists.`)
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  try {
    const day = date === undefined ? today : Temporal.PlainDate.from(date, { overflow: 'reject' })
    return day.toPlainDateTime(
      Temporal.PlainTime.from({ hour, minute: Number(minuteText ?? 0) }, { overflow: 'reject' }),
    )
  } catch {
    refuse(`“${text}” is not a time that exists.`)
  }
}
