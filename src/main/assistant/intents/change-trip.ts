import { planTrip, type TripDetail, updateTrip } from '../../../mcp/trips/contract.ts'
import { addDays, daysBetween, Temporal } from '../../../shared/dates.ts'
import type { InputOf } from '../../../shared/tool.ts'
import type { Clause, Context, Family } from '../context.ts'
import { weekdayPattern } from '../entities/calendar-words.ts'
import { readDates } from '../entities/dates.ts'
import { count } from '../entities/days.ts'
import { readDurations } from '../entities/durations.ts'
import { readInterests } from '../entities/interests.ts'
import { readOrigin } from '../entities/origin.ts'
import { readPace } from '../entities/pace.ts'
import { readParty, readPartyChange } from '../entities/people.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { changeText } from '../wording/changes.ts'
import { planSuggestions } from '../wording/plan.ts'
import { planScore } from './plan-trip.ts'
import { lookUp, unknownPlace } from './which-place.ts'
import { hasTrip, theTrip, tripNamed } from './which-trip.ts'

type Change = Omit<InputOf<typeof updateTrip>, 'trip_id'>
/** What a clause asks to change, given the trip as it is; undefined where it is nothing of the kind. */
type Reader = (clause: Clause, trip: TripDetail, context: Context) => Change | Say | undefined

const it =
  '(?:it|that|this|the (?:whole )?(?:trip|holiday|plan|itinerary|stay|visit|dates?|thing)|(?:the )?(?:whole )?(?:trip|plan)|(?:my|our) (?:whole )?(?:trip|holiday|plan|stay)|everything|things|the days|us|the [\\p{L} ]+ trip)'
const changing =
  /\b(?:make|change|set|turn|extend|lengthen|prolong|shorten|cut|reduce|shift|move|push|bring|postpone|delay|put|start|begin|end|finish|leave|go|stay|come|arrive|return|add|rename|call|name|title|update|switch|slow|speed|reschedule|actually|instead|now|rather|prefer|want|like|could|can|let's|plan|drop|lose|take|only|just|stretch|from|we're|i'm|there'll|need|too|more|less|keep|give|pack|fill|tone|lighten)\b/

const inWeeks = (plain: string): string => plain.replace(/\b(?:a )?fortnight\b/g, '2 weeks')
const sizeWord = '(\\d{1,2}|a|an|one|1|another|a couple of|a few)'

/** “one day longer”, “add a day”, “2 days shorter”, “make it 5 days”, “stay an extra night”. */
const readLength: Reader = ({ text }, trip) => {
  const plain = inWeeks(text.plain)
  const longer = new RegExp(
    `\\b${sizeWord} (?:more |extra |additional |further )?(day|night|week)s? (?:longer|more|extra)|\\b(?:add|stay|for|extend(?:ing)?|give us|another|need|want|squeeze in|with|have)\\b[^.]{0,26}?\\b${sizeWord} (?:more |extra |additional |further |full )?(day|night|week)s?\\b|\\b(?:extend|lengthen|prolong)[^.]{0,20} by ${sizeWord} (day|night|week)s?|\\b(an?) (?:extra|additional) (day|night|week)\\b`,
  ).exec(plain)
  const shorter = new RegExp(
    `\\b${sizeWord} (day|night|week)s? (?:shorter|less|fewer)|\\b(?:shorten|cut|reduce|trim)[^.]{0,24}? by ${sizeWord} (day|night|week)s?|\\b(?:drop|lose|remove|take off|cut|knock off|skip) ${sizeWord} (day|night|week)s?\\b|\\b(?:drop|lose|remove|cut|skip) the (?:last|final) (day)\\b|\\bleave ${sizeWord} (day|night)s? (?:early|earlier|sooner)|\\b(?:come|go|get|fly) (?:back|home) ${sizeWord} (day|night)s? (?:early|earlier|sooner)`,
  ).exec(plain)
  const days = (match: RegExpExecArray) => {
    const found = match.slice(1).filter((group) => group !== undefined)
    const unit = found.at(-1) ?? 'day'
    return (found.length > 1 ? count(found[0]) : 1) * (unit === 'week' ? 7 : 1)
  }
  const current = daysBetween(trip.start_date, trip.end_date) + 1
  if (shorter !== null) return toLength(trip, current - days(shorter))
  if (longer !== null && /long|more|extra|add|another|extend|stay|additional|prolong|squeeze/.test(plain))
    return toLength(trip, current + days(longer))
  const [length] = readDurations(plain)
  const set =
    /\b(?:make|change|cut|extend|shorten|reduce|turn|set|only|just|stay|instead|to|for|actually|go for|let's do|do)\b/.test(
      plain,
    ) || /^[^a-z]*\d+ (?:days?|nights?)/.test(plain)
  if (length !== undefined && set) return toLength(trip, length.days ?? (length.nights ?? 0) + 1)
  return undefined
}

function toLength(trip: TripDetail, days: number): Change | Say {
  if (days < 1)
    return refuse(`The trip lasts ${daysBetween(trip.start_date, trip.end_date) + 1} days; that would leave none.`)
  if (days > 365) return refuse('A trip can last at most 365 days.')
  return { end_date: addDays(trip.start_date, days - 1), ...nightsAt(trip, days) }
}

/** With several places the last one takes what is gained or lost, so that the nights add up. */
function nightsAt(trip: TripDetail, days: number): Pick<Change, 'destinations'> {
  const last = trip.destinations.at(-1)
  if (trip.destinations.length < 2 || last === undefined) return {}
  const before = trip.destinations.slice(0, -1)
  const rest = days - 1 - before.reduce((sum, { nights }) => sum + nights, 0)
  if (rest < 0) return {}
  return { destinations: [...before, { ...last, nights: rest }].map(({ place, nights }) => ({ place, nights })) }
}

/** “a week later”, “bring it forward two days”, “start on the 14th instead”, “move it to 3 June”, “end on Sunday”. */
const readShift: Reader = ({ text }, trip, context) => {
  const plain = inWeeks(text.plain)
  const shift = new RegExp(
    `\\b${sizeWord} (day|week|month)s? (later|earlier|sooner|forward|back)|\\b(back|forward|later|earlier|on|up) (?:by )?${sizeWord} (day|week|month)s?|\\b(?:postpone|delay|push|shift|move|bring)\\b[^.]{0,24}? by ${sizeWord} (day|week|month)s?`,
  ).exec(plain)
  const length = daysBetween(trip.start_date, trip.end_date)
  if (shift !== null) {
    const [, n1, u1, way1, way2, n2, u2, n3, u3] = shift
    const way = way1 ?? way2 ?? ''
    const early =
      /earlier|sooner/.test(way) ||
      (/\b(?:forward|up)\b/.test(plain) && /\b(?:bring|come|move|pull|shift)\b/.test(plain) && !/back/.test(way))
    const step = { [`${u1 ?? u2 ?? u3}s`]: count(n1 ?? n2 ?? n3) * (early ? -1 : 1) }
    const start = Temporal.PlainDate.from(trip.start_date).add(step).toString()
    const onlyEnd = /\b(?:leave|come (?:back|home)|go home|return|end|finish|fly (?:back|home)|get back)\b/.test(plain)
    if (onlyEnd) {
      const end = Temporal.PlainDate.from(trip.end_date).add(step).toString()
      return toLength(trip, daysBetween(trip.start_date, end) + 1)
    }
    return moved(start, addDays(start, length), context)
  }
  const dates = readDates(plain, { ...context.calendar, today: nearTrip(trip, context) })
  const impossible = dates.find(({ kind }) => kind === 'impossible')
  if (impossible?.kind === 'impossible') {
    return refuse(
      impossible.reason === 'ends before it begins'
        ? `“${impossible.text}” ends before it begins.`
        : `There is no such date as ${impossible.text}.`,
    )
  }
  const when = dates[0]
  if (when === undefined || when.kind === 'impossible') return undefined
  const years = /\b\d{4}\b/.test(plain) ? 0 : yearsBack(trip, context, when.kind === 'day' ? when.date : when.first)
  const inYear = (date: Temporal.PlainDate): string => date.subtract({ years }).toString()
  if (when.kind === 'range') return moved(inYear(when.first), inYear(when.last), context)
  if (when.kind === 'day') {
    const before = plain.slice(0, when.start)
    const ending =
      /\b(?:end|ends|ending|finish|finishes|until|back|return|returning|leave|leaving|go home|come home|home)\b[a-z ]*$/.test(
        before,
      )
    // A weekday alone is the one nearest to the day that it replaces.
    const weekday = new RegExp(`^(?:this |next |coming )?${weekdayPattern}$`).test(plain.slice(when.start, when.end))
    const date = weekday ? nearest(ending ? trip.end_date : trip.start_date, when.date.dayOfWeek) : inYear(when.date)
    if (ending) {
      const end = daysBetween(trip.start_date, date)
      return end < 0 ? refuse('The trip would end before it begins.') : toLength(trip, end + 1)
    }
    return moved(date, addDays(date, length), context)
  }
  if (when.kind === 'weekend' || when.kind === 'window') {
    const weekday = Temporal.PlainDate.from(trip.start_date).dayOfWeek
    const from = when.first
    const start = when.kind === 'weekend' && when.exact ? from : from.add({ days: (weekday - from.dayOfWeek + 7) % 7 })
    return moved(start.toString(), start.add({ days: length }).toString(), context)
  }
  return undefined
}

/** The date with this weekday that is nearest to `date`. */
function nearest(date: string, weekday: number): string {
  const from = Temporal.PlainDate.from(date)
  const ahead = (weekday - from.dayOfWeek + 7) % 7
  return from.add({ days: ahead > 3 ? ahead - 7 : ahead }).toString()
}

/** Dates said about a trip are looked for from a little before it begins: “the 14th” is of its month. */
function nearTrip(trip: TripDetail, { calendar }: Context): Temporal.PlainDate {
  const start = Temporal.PlainDate.from(trip.start_date)
  const first = start.with({ day: 1 })
  return Temporal.PlainDate.compare(first, calendar.today) > 0 ? first : calendar.today
}

/** 1 where a date said without a year lies nearer to the trip a year before it was read, and is still to come. */
function yearsBack(trip: TripDetail, { calendar }: Context, date: Temporal.PlainDate): 0 | 1 {
  const earlier = date.subtract({ years: 1 })
  if (Temporal.PlainDate.compare(earlier, calendar.today) < 0) return 0
  const away = (day: Temporal.PlainDate): number => Math.abs(daysBetween(trip.start_date, day.toString()))
  return away(earlier) < away(date) ? 1 : 0
}

function moved(start: string, end: string, { calendar }: Context): Change | Say {
  if (start < calendar.today.toString()) return refuse(`${start} is in the past.`)
  if (end < start) return refuse('The trip would end before it begins.')
  return { start_date: start, end_date: end }
}

const refuse = (reason: string): Say => new Say({ text: `${reason} I have left the trip as it is.`, suggestions: [] })

const readPaceChange: Reader = ({ text: { plain } }) => {
  const pace = readPace(plain)
  return pace === undefined ? undefined : { pace: pace.pace }
}

const readPeople: Reader = ({ text: { plain } }, trip) => {
  const party = readParty(plain)
  const joining = readPartyChange(plain)
  if (party !== undefined && !(joining !== undefined && /^(?:with|my)/.test(plain.slice(party.start))))
    return { travellers: party.count }
  const set =
    /\b(?:for|to|we(?:'re| are)|there (?:are|will be)|make it) (\d{1,2})\b(?! ?(?:days?|nights?|weeks?))/.exec(plain)
  if (set !== null && /\b(?:people|travell?ers?|adults|of us|for|we're)\b/.test(plain))
    return { travellers: Number(set[1]) }
  if (joining === undefined) return undefined
  const travellers = trip.travellers + joining
  return travellers < 1 ? refuse('Somebody has to travel.') : { travellers }
}

const titleForms = [
  /\b(?:re)?(?:name|title) (?:it|that|this|the trip|the [\p{L} ]+ trip|my trip|our trip|my [\p{L} ]+ trip)?(?: to| as| into)? ?:? ?(.+)$/u,
  /\b(?:let's )?call (?:it|that|this|the trip|the [\p{L} ]+ trip|my trip|our trip) (.+)$/u,
  /\bchange (?:the |its )?(?:name|title)(?: of (?:it|the trip|my trip|this trip|the [\p{L} ]+ trip))? to (.+)$/u,
  /\b(?:set|make) (?:the |its )?(?:name|title)(?: to)? (.+)$/u,
]
export const titleIn = (clause: Clause): string | undefined => {
  const { text } = clause
  for (const form of titleForms) {
    const match = form.exec(text.plain)
    const name = match?.[1]
    if (match !== null && name !== undefined) {
      const start = match.index + match[0].length - name.length
      return text.slice({ start, end: start + name.length }).replace(/^["']|["'.!]+$|(?:,? please\.?)$/g, '')
    }
  }
  return undefined
}

const interestForm =
  /\b(?:interests?|(?:we|i)(?:'re| are|'m| am)? (?:also |really |more )?(?:like|love|into|interested|enjoy|prefer|want more|want less|keen|big on|fans)|add (?:some )?more|more (?:food|museums?|art|history|nature|viewpoints|shopping|architecture|music|nightlife|parks|markets|culture|beach)|focus|include (?:more|some))\b/
const readTaste: Reader = ({ text: { plain } }, trip) => {
  if (!interestForm.test(plain)) return undefined
  const said = readInterests(plain)
    .flatMap(({ interests }) => interests)
    .filter((interest) => !/^(?:less|fewer|no) /.test(interest))
  if (said.length === 0) return undefined
  const less =
    /^(?:[a-z']+ ){0,4}(?:less|fewer|no more|without|not (?:so )?(?:into|interested))\b/.test(plain) &&
    !/\bmore\b.*\bless\b/.test(plain)
  const now = less
    ? trip.interests.filter((interest) => !said.includes(interest))
    : [...new Set([...trip.interests, ...said])]
  return { interests: now }
}

/** Changes of a trip: length, dates, pace, people, title, origin, interests; several in one sentence too. */
export const changeTripFamily: Family = (clause, context) => {
  const score = changeScore(clause, context)
  return score === 0 ? undefined : { intent: 'update_trip', score, talk: () => change(clause, context) }
}

function changeScore(clause: Clause, context: Context): number {
  const { plain } = clause.text
  const { core } = clause
  const about = hasTrip(context) || tripNamed(plain) !== undefined
  const { topic } = context.referents
  const pointsAtTask = topic === 'task' || topic === 'stop'
  const named =
    /\b(?:trip|holiday|itinerary)\b/.test(plain) ||
    (hasTrip(context) && /\b(?:plan|stay|dates?|days|everything)\b/.test(plain))
  if (/\b(?:task|to-do|reminder|to do list|budget|expense|remind)\b/.test(plain)) return 0
  if (/^(?:what|when|which|who|why|how(?! about)|where|is|are|does|do|did|will|should|am|any)\b/.test(core)) return 0
  if (
    titleIn(clause) !== undefined &&
    (named || (hasTrip(context) && /\b(?:title|name)\b/.test(core)) || /\bcall (?:it|that|this)\b/.test(core))
  )
    return pointsAtTask && !named && topic === 'task' ? 40 : 85
  if (!about && !named) return 0
  if (!hasTrip(context) && planScore(clause, context) >= 66) return 0
  if (
    /\b(?:day|night|week)s? (?:longer|shorter|less|fewer)|\b(?:extend|shorten|lengthen|prolong|stretch)\b/.test(plain)
  )
    return 86
  if (
    new RegExp(
      `^(?:add|stay|squeeze in|have|extend|spend|drop|lose|cut|skip|remove|take off)\\b[^.]{0,20}?\\b(?:${sizeWord.slice(1, -1)}) (?:more |extra |additional )?(?:days?|nights?|weeks?)\\b`,
    ).test(core)
  )
    return 86
  if (/\b(?:drop|lose|remove|cut|skip) the (?:last|final|first) day\b/.test(core)) return 84
  if (/\b(?:an? )?(?:extra|another|more) (?:days?|nights?)\b/.test(plain)) return 80
  const pointer = new RegExp(`\\b(?:${it})(?![\\p{L}])`, 'u').test(core)
  if (/^(?:make|change|set|turn|cut|switch|keep) /.test(core) && pointer) {
    const [length] = readDurations(plain)
    if (length !== undefined) return 82
    if (readPace(plain) !== undefined) return 84
    if (readParty(plain) !== undefined || /\bfor \d/.test(plain)) return 80
    if (readDates(plain, context.calendar).length > 0) return pointsAtTask && !named ? 30 : 78
    if (interestForm.test(plain) || readInterests(plain).length > 0) return 65
  }
  if (
    /^(?:move|shift|push|bring|postpone|delay|reschedule|put(?! together)|change)\b/.test(core) &&
    (named || (pointer && !pointsAtTask))
  ) {
    if (/\b(?:stop|lunch|dinner|museum|visit to|the visit)\b/.test(plain)) return 0
    if (/\b(?:later|earlier|back|forward|sooner|by)\b/.test(plain) || readDates(plain, context.calendar).length > 0)
      return named ? 84 : 74
  }
  if (
    /^(?:start(?:ing)?|begin|end|finish|leave|arrive|go|come back|return|fly|travel|let's go|depart)\b/.test(core) &&
    readDates(plain, context.calendar).length > 0 &&
    about
  )
    return 72
  if (
    /\b(?:start|begin|leave|go|travel|arrive|fly|end|finish|come back|return)\b.*\b(?:instead|earlier|later|rather)\b/.test(
      plain,
    ) &&
    about
  )
    return 74
  if (readOrigin(plain) !== undefined && about && readDates(plain, context.calendar).length === 0) return 77
  if (readPartyChange(plain) !== undefined) return 76
  if (
    /\b(?:there(?:'ll|'s| will| are| is)|we(?:'re|'ll| are| will)|it(?:'s|'ll)|now|make it|actually|change it to|party|group|just|only)\b/.test(
      plain,
    ) &&
    readParty(plain) !== undefined &&
    plain.split(' ').length <= 16
  )
    return 70
  if (
    /\b(?:slow(?:er)?|slow down|speed (?:it )?up|busier|relax(?:ed|ing)?|packed|quieter|hectic|rush|laid-back|leisurely|easier|too (?:much|busy|packed)|chill|balanced)\b/.test(
      plain,
    ) &&
    readPace(plain) !== undefined &&
    changing.test(plain) &&
    plain.split(' ').length <= 16
  )
    return 72
  if (readPace(plain) !== undefined && plain.split(' ').length <= 8 && !/\b(?:take|remove|skip)\b.*\bout\b/.test(plain))
    return 55
  if (interestForm.test(plain) && readInterests(plain).length > 0) return 56
  if (/^(?:actually,? )?(?:only |just )?\d+ (?:days?|nights?)(?: instead| please)?$/.test(core)) return 65
  if (
    /\binstead\b/.test(plain) &&
    readDates(plain, context.calendar).length > 0 &&
    !pointsAtTask &&
    plain.split(' ').length <= 9
  )
    return 60
  return 0
}

function* change(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const trip = yield* theTrip(plain, context, { ask: true })
  const changes: Change = {}
  const title = titleIn(clause)
  if (title !== undefined) changes.title = title
  else {
    for (const reader of [readLength, readShift, readPaceChange, readPeople, readTaste]) {
      if (reader === readShift && changes.end_date !== undefined) continue
      if (reader === readTaste && changes.pace !== undefined && !interestForm.test(plain)) continue
      const found = reader(clause, trip, context)
      if (found instanceof Say) throw found
      Object.assign(changes, found)
    }
    const said = readOrigin(plain)
    if (said !== undefined && changes.start_date === undefined) {
      const resolved = yield* lookUp(said, context)
      if (resolved.kind === 'unknown') throw unknownPlace(said)
      changes.origin = resolved.kind === 'known' ? resolved.place.name : said
    }
  }
  if (Object.keys(changes).length === 0) {
    throw new Say({
      text: `What would you like to change about “${trip.title}”? I can change its dates, length, pace, people, budget, interests, name and where you start from.`,
      suggestions: ['Make it slower', 'Make it one day longer', 'Start a day later'],
    })
  }
  const updated = yield* call(updateTrip, { trip_id: trip.trip_id, ...changes })
  const replan = needsPlan(changes, trip, updated)
  const result = replan ? yield* call(planTrip, { trip_id: trip.trip_id }) : updated
  return { text: changeText(trip, result, changes, replan, context.env.profile), suggestions: planSuggestions(result) }
}

/** Days have to be planned anew where the pace, the taste or the length changed, or moved stops meet closed doors. */
function needsPlan(changes: Change, before: TripDetail, after: TripDetail): boolean {
  if (before.days.every(({ stops }) => stops.length === 0)) return false
  if (
    changes.pace !== undefined ||
    changes.interests !== undefined ||
    changes.destinations !== undefined ||
    changes.origin !== undefined
  )
    return true
  if (changes.start_date === undefined && changes.end_date === undefined) return false
  return (
    after.days.length > before.days.length ||
    after.days.some(({ stops }) => stops.length === 0) ||
    after.findings.some(({ code, severity }) => code === 'closed' && severity === 'error')
  )
}
