import type { TripDetail } from '../../../mcp/trips/contract.ts'
import type { Profile } from '../../../shared/profile.ts'
import { dateSpan, dayName, lengthOf } from './formats.ts'
import { moneyText, sights } from './plan.ts'
import { counted, listed } from './sentences.ts'

/** What was changed about a trip, in a few lines. */
export function changeText(
  before: TripDetail,
  after: TripDetail,
  changed: object,
  planned: boolean,
  { locale }: Profile,
): string {
  const parts: string[] = []
  if ('title' in changed) parts.push(`it is called “${after.title}” now`)
  if ('destinations' in changed)
    parts.push(`it goes to ${listed([...new Set(after.destinations.map(({ place }) => place))])} now`)
  if ('start_date' in changed || 'end_date' in changed) {
    parts.push(
      `it now runs ${dateSpan(after.start_date, after.end_date, locale)} (${counted(lengthOf(after.start_date, after.end_date), 'day')})`,
    )
  }
  if ('pace' in changed) parts.push(`the pace is ${after.pace}`)
  if ('travellers' in changed) parts.push(`it is for ${counted(after.travellers, 'traveller')}`)
  if ('origin' in changed) parts.push(`you start from ${after.origin ?? 'home'}`)
  if ('interests' in changed)
    parts.push(`interests: ${after.interests.length === 0 ? 'none in particular' : after.interests.join(', ')}`)
  const name = 'title' in changed ? before.title : after.title
  const lines = [`Done: **${name}** – ${listed(parts)}.`]
  if (planned) {
    lines.push(
      `I planned the days anew around the stops you keep: ${counted(
        after.days.reduce((sum, day) => sum + sights(day).length, 0),
        'sight',
      )} over ${counted(after.days.length, 'day')}.`,
    )
    const added = after.days.filter(
      (day) =>
        !before.days.some(({ date }) => date === day.date) && 'end_date' in changed && !('start_date' in changed),
    )
    for (const day of added.slice(0, 2))
      lines.push(
        `- **${dayName(day.date, locale)}** · ${
          sights(day)
            .map(({ title }) => title)
            .join(', ') || 'travel day'
        }`,
      )
  }
  if ('travellers' in changed || planned) lines.push(moneyText(after, locale))
  const errors = after.findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0)
    lines.push(
      `Worth a look: ${errors
        .slice(0, 2)
        .map(({ message }) => message.replace(/[.]$/, ''))
        .join('; ')}.`,
    )
  return lines.join('\n')
}
