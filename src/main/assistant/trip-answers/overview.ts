import type { TripDetail } from '../../../mcp/trips/contract.ts'
import type { Context } from '../context.ts'
import { dateSpan, dayName, distance, longDay, timeOf } from '../wording/formats.ts'
import { moneyText, sights } from '../wording/plan.ts'
import { counted } from '../wording/sentences.ts'

/** A day with its stops and their times. */
export function dayText(day: TripDetail['days'][number], trip: TripDetail, context: Context): string {
  const { locale, units } = context.env.profile
  const number = trip.days.findIndex(({ date }) => date === day.date) + 1
  const lines = day.stops.map(
    ({ start, title, category, is_estimate }) =>
      `- ${timeOf(start, locale)} ${title}${/lunch|dinner/.test(category) && !/lunch|dinner/i.test(title) ? ` (${category})` : ''}${is_estimate && category === 'arrival' ? ' (estimate)' : ''}`,
  )
  const walk =
    day.walking_metres === undefined || day.walking_metres === 0
      ? ''
      : ` About ${distance(day.walking_metres, units)} on foot.`
  if (lines.length === 0) return `**Day ${number}, ${longDay(day.date, locale)}**: nothing planned yet.`
  return [
    `**Day ${number}, ${longDay(day.date, locale)}**${day.title === undefined ? '' : `, ${day.title}`}:`,
    '',
    ...lines,
    ...(walk === '' ? [] : ['', walk.trim()]),
  ].join('\n')
}

/** The whole trip, a line a day. */
export function overview(trip: TripDetail, locale: string): string {
  const lines = trip.days.slice(0, 10).map(
    (day) =>
      `- **${dayName(day.date, locale)}** · ${
        sights(day)
          .map(({ title }) => title)
          .join(', ') ||
        day.stops.map(({ title }) => title).join(', ') ||
        'free'
      }`,
  )
  return [
    `**${trip.title}**, ${dateSpan(trip.start_date, trip.end_date, locale)}, ${counted(trip.travellers, 'traveller')}:`,
    '',
    ...lines,
    '',
    moneyText(trip, locale),
  ].join('\n')
}
