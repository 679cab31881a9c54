const dayNames: Record<string, string> = { MO: 'Mon', TU: 'Tue', WE: 'Wed', TH: 'Thu', FR: 'Fri', SA: 'Sat', SU: 'Sun' }
const longNames: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const units: Record<string, string> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year', HOURLY: 'hour' }

function ordinal(number: number): string {
  if (number === -1) return 'last'
  const rest = number % 100
  const ending = rest >= 11 && rest <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')
  return `${number}${ending}`
}

function onDays(byDay: string, every: boolean): string {
  const days = byDay.split(',')
  if (byDay === 'MO,TU,WE,TH,FR') return every ? 'weekday' : 'on weekdays'
  const numbered = days.map((day) => /^(-?\d+)([A-Z]{2})$/.exec(day))
  const first = numbered[0]
  if (first) return `on the ${ordinal(Number(first[1]))} ${longNames[first[2] ?? ''] ?? first[2]}`
  if (every && days.length === 1) return longNames[days[0] ?? ''] ?? byDay
  return `${every ? '' : 'on '}${days.map((day) => dayNames[day] ?? day).join(', ')}`
}

/** An RRULE in words: `Every 2 weeks on Fri`. A rule with parts that have no words here is shown as it is. */
export function recurrenceWords(rule: string): string {
  const parts = new Map(
    rule
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part) => part.split('=', 2) as [string, string | undefined])
      .map(([name, value]) => [name, value ?? '']),
  )
  const unit = units[parts.get('FREQ') ?? '']
  if (unit === undefined) return rule
  const interval = Number(parts.get('INTERVAL') ?? '1')
  const byDay = parts.get('BYDAY')
  const monthDay = parts.get('BYMONTHDAY')
  const month = months[Number(parts.get('BYMONTH') ?? '0') - 1]
  const ends = parts.has('UNTIL')
    ? ` until ${untilWords(parts.get('UNTIL') ?? '')}`
    : parts.has('COUNT')
      ? `, ${parts.get('COUNT')} times`
      : ''
  const base = interval === 1 ? `Every ${unit}` : `Every ${interval} ${unit}s`
  if (byDay !== undefined && unit === 'week' && interval === 1) return `Every ${onDays(byDay, true)}${ends}`
  if (byDay !== undefined) return `${base} ${onDays(byDay, false)}${ends}`
  if (monthDay !== undefined && month !== undefined) return `${base} on ${monthDay} ${month}${ends}`
  if (monthDay !== undefined)
    return `${base} on the ${monthDay === '-1' ? 'last day' : ordinal(Number(monthDay))}${ends}`
  return `${base}${ends}`
}

function untilWords(until: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(until)
  return match === null ? until : `${Number(match[3])} ${months[Number(match[2]) - 1]} ${match[1]}`
}
