import type { TripDetail } from '../../../mcp/trips/contract.ts'
import type { Profile } from '../../../shared/profile.ts'
import { shareFound, wordsOf } from '../spelling.ts'
import { dayName, longDay, timeOf } from '../wording/formats.ts'

type Day = TripDetail['days'][number]
type Stop = Day['stops'][number]

/** Words of a question that name nothing of a trip. */
const ofQuestions = new Set(
  `a about again already am an and any are at be been booked by can case could covered day days did do does doing down ever exactly fit for from get getting go goes going got happen happening has have having here how i if in include included including is it
  itinerary just know like list long look many me mean much my no not of off on one or our ours out over part please plan planned planning plans schedule scheduled see seeing should show so some still stop stops tell that the then there these they thing things this time to today too tour trip trips up us view visit
  visiting want was we we're we've were what when where whether which who will with would yet you your supposed time's when's what's where's there's it's i'm anywhere somewhere anything`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
const kinds: [RegExp, RegExp][] = [
  [/\b(?:museums?|galler(?:y|ies))\b/, /museum|gallery|\bart\b/],
  [/\bview ?points?\b|\bviews\b/, /viewpoint/],
  [/\b(?:church(?:es)?|cathedrals?)\b/, /church|cathedral|religio/],
  [/\b(?:parks?|gardens?)\b/, /park|garden/],
  [/\bmarkets?\b/, /market/],
  [/\bmeals?\b|\brestaurants?\b/, /lunch|dinner|restaurant|food/],
]

/** What a question names that could be a stop: its words without those of every question. */
export const nameIn = (plain: string): string =>
  wordsOf(plain.replace(/\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bday \d+\b/g, ' '))
    .filter((word) => !ofQuestions.has(word) && !/^\d+$/.test(word))
    .join(' ')

/** The stops that a question names, and when they are; undefined where it names none. */
export function stopText(plain: string, trip: TripDetail, { locale }: Profile): string | undefined {
  const all = trip.days.flatMap((day) => day.stops.map((stop) => ({ stop, day })))
  const kind = /\b(?:which|what|any|how many|list|all) (?:of the |the |our )?/.test(plain)
    ? kinds.find(([word]) => word.test(plain))
    : undefined
  if (kind !== undefined) {
    const alike = all.filter(({ stop }) => kind[1].test(stop.category) || kind[0].test(stop.title.toLowerCase()))
    if (alike.length === 0) return `There are none in **${trip.title}**.`
    return alike
      .map(({ stop, day }) => `- **${stop.title}** · ${dayName(day.date, locale)}, ${timeOf(stop.start, locale)}`)
      .join('\n')
  }
  const name = nameIn(plain)
  if (name === '') return undefined
  const found = all.map((entry) => ({ ...entry, score: named(name, entry.stop) })).sort((a, b) => b.score - a.score)
  const [best] = found
  if (best === undefined || best.score < 0.6) return undefined
  const { stop, day } = best
  const hours = stop.hours === undefined ? '' : ` Usual hours: ${stop.hours} (built-in guide, check hours).`
  return `**${stop.title}** is on ${longDay(day.date, locale)}, ${timeOf(stop.start, locale)} to ${timeOf(stop.end, locale)}.${hours}`
}

const named = (name: string, stop: Stop): number =>
  Math.max(
    shareFound(name, stop.title) * 0.8 + shareFound(stop.title, name) * 0.2,
    wordsOf(name).join(' ') === stop.category.replace('_', ' ') ? 0.7 : 0,
  )
