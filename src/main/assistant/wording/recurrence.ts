import { listed } from './sentences.ts'

const days: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}
const nth: Record<string, string> = { '1': 'first', '2': 'second', '3': 'third', '4': 'fourth', '-1': 'last' }
const unit: Record<string, string> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }

/** A repeat in words: “every Monday and Thursday”, “every 2 weeks on Friday”, “every month on the last Friday”. */
export function recurrenceText(rule: string): string {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const every = unit[parts.get('FREQ') ?? ''] ?? 'time'
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const byDay = parts.get('BYDAY')?.split(',') ?? []
  const named = byDay.map((day) => {
    const match = /^(-?\d)?([A-Z]{2})$/.exec(day)
    const name = days[match?.[2] ?? ''] ?? day
    return match?.[1] === undefined ? name : `the ${nth[match[1]] ?? `${match[1]}th`} ${name}`
  })
  if (byDay.join() === 'MO,TU,WE,TH,FR' && interval === 1) return 'every weekday'
  if (every === 'week' && interval === 1 && named.length > 0) return `every ${listed(named)}`
  const base = interval === 1 ? `every ${every}` : `every ${interval} ${every}s`
  const monthDay = parts.get('BYMONTHDAY')
  if (named.length > 0) return `${base} on ${listed(named)}`
  return monthDay === undefined || every === 'year'
    ? base
    : monthDay === '-1'
      ? `${base} on the last day`
      : `${base} on day ${monthDay}`
}
