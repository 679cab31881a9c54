import type { TripDetail } from '../../../mcp/trips/contract.ts'
import type { Profile } from '../../../shared/profile.ts'
import { shareFound, wordsOf } from '../spelling.ts'
import { longDay, timeOf } from '../wording/formats.ts'
import { listed } from '../wording/sentences.ts'

type Day = TripDetail['days'][number]
type Stop = Day['stops'][number]

/** Which stops of a day are asked about. */
type Part =
  | { kind: 'edge'; last: boolean }
  | { kind: 'hours'; from: string; to: string; name: string }
  | { kind: 'meal'; name: 'lunch' | 'dinner' }
  | { kind: 'beside'; after: boolean; stop: Stop }

const hours: [RegExp, string, string, string][] = [
  [/\bmornings?\b|\bbefore (?:noon|midday|lunch)\b/, '00:00', '12:00', 'morning'],
  [/\bafternoons?\b/, '12:00', '18:00', 'afternoon'],
  [/\b(?:evenings?|nights?|tonight)\b/, '18:00', '24:00', 'evening'],
]
const edgeFirst =
  /\bfirst (?:thing|stop|sight|place|activity|up|on)\b|\b(?:what|where|which|who)(?:'s| is| do| are| comes?)? (?:we )?(?:on )?(?:first|start|begin|kick off)\b|\b(?:come|comes|see|do|visit|go) first\b|\bstart(?:s|ing)? (?:the day|with|at|on)\b|\bday (?:start|begin)s?\b|\bwhat time do (?:we|i) (?:start|begin)\b|\bfirst\W*$/
const edgeLast =
  /\blast (?:thing|stop|sight|place|activity|up|on)\b|\bfinal (?:thing|stop|sight|place|activity)\b|\b(?:what|where|which)(?:'s| is| do| are| comes?)? (?:we )?(?:end|finish|last)\b|\b(?:end|finish)(?:es|s|ing)? (?:the day|with|up)\b|\bday (?:end|finish)(?:es|s)?\b|\blast\W*$/

/** The part of a day that a question names, if it names one. */
function partIn(plain: string, days: readonly Day[]): Part | undefined {
  const beside = /\b(after|before|following|prior to)\b (?:the |our |my )?(.+?)(?= on\b|\?|$)/.exec(plain)
  if (beside?.[2] !== undefined) {
    const stop = days.flatMap(({ stops }) => stops).find((entry) => names(beside[2] ?? '', entry))
    if (stop !== undefined) return { kind: 'beside', after: /after|following/.test(beside[1] ?? ''), stop }
  }
  const meal = /\b(lunch|dinner)\b/.exec(plain)?.[1]
  if (meal === 'lunch' || meal === 'dinner') return { kind: 'meal', name: meal }
  const told = plain.replace(/\b(?:first|last|final) (?=day|morning|afternoon|evening|night)/g, '')
  if (edgeLast.test(told)) return { kind: 'edge', last: true }
  if (edgeFirst.test(told)) return { kind: 'edge', last: false }
  const part = hours.find(([pattern]) => pattern.test(plain.replace(/\bhow many nights\b/, '')))
  return part === undefined ? undefined : { kind: 'hours', from: part[1], to: part[2], name: part[3] }
}

const names = (said: string, stop: Stop): boolean =>
  shareFound(said, stop.title) >= 0.7 || wordsOf(said).includes(stop.category)

/** What is asked of a part of a day (“first on Saturday”, “the evening of day 2”, “after lunch”); undefined where none is named. */
export function dayPartText(plain: string, days: readonly Day[], { locale }: Profile): string | undefined {
  const part = partIn(plain, days)
  if (part === undefined) return undefined
  const asked = part.kind === 'beside' ? days.filter(({ stops }) => stops.includes(part.stop)) : days
  return asked.map((day) => `On ${longDay(day.date, locale)}: ${partOf(day, part, locale)}.`).join('\n')
}

function partOf({ stops }: Day, part: Part, locale: string): string {
  const said = ({ start, title, category }: Stop) =>
    `**${title}** at ${timeOf(start, locale)}${/lunch|dinner/.test(category) && !title.toLowerCase().includes(category) ? ` (${category})` : ''}`
  const clock = ({ start }: Stop) => start.slice(11, 16)
  switch (part.kind) {
    case 'edge': {
      const stop = part.last ? stops.at(-1) : stops[0]
      return stop === undefined ? 'nothing is planned yet' : `${part.last ? 'last' : 'first'} is ${said(stop)}`
    }
    case 'meal': {
      const meals = stops.filter(
        ({ category, title }) => category === part.name || title.toLowerCase().includes(part.name),
      )
      return meals.length === 0 ? `no ${part.name} is planned` : listed(meals.map(said))
    }
    case 'hours': {
      const within = stops.filter((stop) => clock(stop) >= part.from && clock(stop) < part.to)
      return within.length === 0
        ? `nothing is planned in the ${part.name}`
        : `in the ${part.name} ${listed(within.map(said))}`
    }
    case 'beside': {
      const next = stops[stops.indexOf(part.stop) + (part.after ? 1 : -1)]
      const where = `${part.after ? 'after' : 'before'} ${part.stop.title}`
      return next === undefined ? `nothing is planned ${where}` : `${where} comes ${said(next)}`
    }
  }
}
