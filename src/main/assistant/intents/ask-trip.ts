import { checkItinerary, type Finding, type TripDetail } from '../../../mcp/trips/contract.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readTripDays } from '../entities/trip-day.ts'
import { call, type Reply, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { dateSpan, dayName, distance, lengthOf, longDay, moment, timeOf } from '../wording/formats.ts'
import { moneyText, planSuggestions, sights, travelText } from '../wording/plan.ts'
import { counted, listed } from '../wording/sentences.ts'
import { tidyName } from './stops.ts'
import { bestStop, goodMatch } from './which-thing.ts'
import { hasTrip, theTrip, tripNamed } from './which-trip.ts'

const question =
  /^(?:roughly |about |approximately |and )?(?:what|when|where|who|which|how|is|are|do|does|will|show|tell|give|list|read|describe|remind me (?:what|when|where|how)|summar|see|view|display|any|open|run through|walk me through|talk me through|go through|the (?:plan|itinerary)|itinerary|recap|overview|day \d|should|did|am|can)\b/
const planNoun =
  /\b(?:plan(?:s|ned)?|itinerary|schedule|trip|stops?|sights?|agenda|programme|program|overview|summary|recap)\b/
const dayRef =
  /\b(?:day (?:\d+|one)|(?:first|second|third|fourth|fifth|sixth|last|final|1st|2nd|3rd|\dth) (?:day|morning|afternoon|evening|night)|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|saturday|sunday|sat|sun|the \d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2})\b/

const dayAfter =
  /^(?:and )?(?:(?:what|how) about )?(?:the (?:one|day) after(?: that)?|the (?:next|following) (?:one|day)|after that|the day following)\W*$/

/** What is asked of a trip. */
type Ask =
  | 'walk'
  | 'weather'
  | 'travel'
  | 'when'
  | 'count'
  | 'who'
  | 'where'
  | 'findings'
  | 'tasks'
  | 'interests'
  | 'stop'
  | 'day'
  | 'next day'
  | 'all'

function askOf(clause: Clause, context: Context): { ask: Ask; score: number } | undefined {
  const { core } = clause
  const { plain } = clause.text
  const about = hasTrip(context) || tripNamed(plain) !== undefined || /\b(?:trip|itinerary|holiday)\b/.test(plain)
  if (!about || !question.test(core)) {
    if (hasTrip(context) && dayRef.test(new Utterance(context.earlier.at(-1)?.said ?? '').plain) && dayAfter.test(core))
      return { ask: 'next day', score: 70 }
    const bareDay =
      hasTrip(context) &&
      /^(?:and )?(?:(?:what|how) about )?(?:on |the )?/.test(core) &&
      dayRef.test(core) &&
      core.split(' ').length <= 5 &&
      /^(?:what about|how about|and|day|the|on)\b/.test(core)
    return bareDay ? { ask: 'day', score: 64 } : undefined
  }
  if (/\b(?:tasks?|to-dos?|to do list|remind me to)\b/.test(plain)) return undefined
  if (
    /\bhow (?:far|much|long|many (?:km|kilometres|kilometers|miles|steps)).*\b(?:walk|walking|on foot|steps)\b|\bwalking distance\b|\b(?:what|how much) distance\b.*\b(?:on foot|walk(?:ing)?|cover)\b|\bhow many steps\b|\b(?:much|lot of) walking\b|\bhow far (?:do|will|are|is) (?:we|i|it)\b/.test(
      plain,
    )
  )
    return { ask: 'walk', score: 83 }
  if (
    /\b(?:weather|forecast|temperature|rain(?:y|ing)?|sunny|how (?:hot|warm|cold)|hot|warm|cold|climate|umbrella|what should (?:i|we) (?:wear|pack)|what to wear)\b/.test(
      plain,
    )
  )
    return { ask: 'weather', score: 76 }
  if (
    /\b(?:when|what time|which time|how|what date)\b.*\b(?:arrive|arriving|get there|land|landing|fly|flying|depart|departing|leave|leaving|set off|travel(?:ling)?|get (?:back|home|there)|come (?:back|home)|return|go home|flight|train|start off)\b/.test(
      plain,
    ) &&
    !/\btrain (?:from|to)\b/.test(plain)
  )
    return { ask: 'travel', score: 78 }
  if (
    /\b(?:when|what dates?|which dates?|how long)\b.*\b(?:trip|we going|i going|holiday|go to|were we|are we|is it|is that|start|begin|end|finish|going|be in|away|there|last)\b/.test(
      plain,
    ) &&
    !/\bhow long (?:does|will|would) it take\b/.test(plain) &&
    !dayRef.test(plain)
  )
    return { ask: 'when', score: 72 }
  if (/\bhow many (?:stops|sights|places|things|museums|activities|attractions|days|nights)\b/.test(plain))
    return { ask: 'count', score: 80 }
  if (
    /\b(?:who(?:'s| is| are)? (?:coming|going|travelling)|how many (?:people|of us|travellers|are (?:we|going|coming)))\b/.test(
      plain,
    )
  )
    return { ask: 'who', score: 78 }
  if (
    /\bwhere (?:are|were|is|will|do) (?:we|i|it)\b.*\b(?:go|going|stay|staying|headed|travelling|start|fly(?:ing)? from|leaving from)\b/.test(
      plain,
    )
  )
    return { ask: 'where', score: 70 }
  if (/\bwhat did you assume|\bassumptions\b/.test(plain)) return { ask: 'all', score: 60 }
  if (
    /^(?:when|what time|at what time|which day|what day|on (?:which|what) day|is|are|do (?:we|i)|how long|where (?:is|'s|does)|will)\b/.test(
      core,
    ) &&
    !/\b(?:closed|work|feasible|realistic|ok|fine|doable|plug|currency|tip|holiday|holidays)\b/.test(plain) &&
    /\b(?:visit(?:ing)?|see(?:ing)?|go(?:ing)? to|are we at|is the|is our|have (?:dinner|lunch)|doing|do we|at|in the plan|on the (?:plan|itinerary|trip)|included|planned)\b/.test(
      plain,
    ) &&
    !dayRef.test(core)
  )
    return { ask: 'stop', score: 66 }
  if (
    dayRef.test(plain) &&
    /\b(?:what|show|tell|which|where|plan|how does|how is|how's|how about|anything|see|list|is there|are there|do we|are we|itinerary|read|describe|give|day)\b/.test(
      plain,
    )
  )
    return { ask: 'day', score: 80 }
  if (/\b(?:today|tomorrow)\b/.test(plain) && /\bwhat(?:'s| is| are| do)\b.*\b(?:plan|we|itinerary)\b/.test(plain))
    return { ask: 'day', score: 62 }
  if (/\bwhat are (?:the|my|our) interests\b/.test(plain)) return { ask: 'interests', score: 60 }
  if (
    /^(?:show|see|view|display|open|give|tell|what(?:'s| is| are| do| does)?|summar|run through|walk me|talk me|go through|the (?:plan|itinerary)|itinerary|recap|overview|describe|read|list|how does|how's|how is|where)\b/.test(
      core,
    ) &&
    (planNoun.test(plain) || /\b(?:we|i) (?:doing|seeing|visiting|do|see)\b|\bit look/.test(plain)) &&
    !/\btrips\b/.test(plain)
  )
    return { ask: 'all', score: 74 }
  return undefined
}

/** Questions about a trip, answered from its own data. */
export const askTripFamily: Family = (clause, context) => {
  const found = askOf(clause, context)
  if (found === undefined) return undefined
  return { intent: 'ask_trip', score: found.score, talk: () => answer(found.ask, clause, context) }
}

function* answer(ask: Ask, clause: Clause, context: Context): Talk<Reply> {
  const trip = yield* theTrip(clause.text.plain, context)
  const days = readTripDays(clause.text.plain, trip, context.calendar).filter(({ outside }) => !outside)
  const after = ask === 'next day' ? dayAfterThat(trip, context) : undefined
  if (after?.length === 0)
    return { text: `That is the last day of **${trip.title}**.`, suggestions: ['Show the itinerary'] }
  const chosen =
    after ?? (days.length > 0 ? trip.days.filter(({ date }) => days.some((day) => day.date === date)) : undefined)
  if (chosen?.[0] !== undefined) context.referents.day = chosen[0].date
  const asked = ask === 'next day' ? 'day' : ask
  const text = textFor(asked, clause, trip, chosen, context)
  return { text, suggestions: suggestionsFor(asked, trip, chosen) }
}

/** The day after the one that was asked about before. */
function dayAfterThat(trip: TripDetail, { earlier, calendar }: Context): TripDetail['days'] {
  const before = readTripDays(new Utterance(earlier.at(-1)?.said ?? '').plain, trip, calendar).at(-1)
  return before === undefined ? [] : trip.days.filter(({ date }) => date > before.date).slice(0, 1)
}

function suggestionsFor(ask: Ask, trip: TripDetail, chosen: TripDetail['days'] | undefined): string[] {
  if (ask !== 'day' || chosen?.[0] === undefined) return planSuggestions(trip).slice(0, 2)
  const at = trip.days.findIndex(({ date }) => date === chosen[0]?.date)
  const next = trip.days.length > at + 1 ? [`What is on day ${at + 2}?`] : []
  return [...next, `How far do we walk on day ${at + 1}?`, 'Check it for problems']
}

function textFor(
  ask: Ask,
  clause: Clause,
  trip: TripDetail,
  chosen: TripDetail['days'] | undefined,
  context: Context,
): string {
  const { profile } = context.env
  const { locale, units } = profile
  const title = `**${trip.title}**`
  const places = listed([...new Set(trip.destinations.map(({ place }) => place))])
  const outside = readTripDays(clause.text.plain, trip, context.calendar).find((day) => day.outside)
  if (chosen === undefined && outside !== undefined && (ask === 'day' || ask === 'walk')) {
    return `${longDay(outside.date, locale)} is not part of ${title}, which runs ${dateSpan(trip.start_date, trip.end_date, locale)}.`
  }
  switch (ask) {
    case 'walk': {
      const walked = (day: TripDetail['days'][number]) =>
        day.walking_metres ?? day.legs.filter(({ mode }) => mode === 'walk').reduce((sum, leg) => sum + leg.metres, 0)
      const asked = chosen ?? trip.days
      if (asked.length === 1 && asked[0] !== undefined)
        return `On ${longDay(asked[0].date, locale)} you walk about ${distance(walked(asked[0]), units)} between stops (an estimate).`
      const total = asked.reduce((sum, day) => sum + walked(day), 0)
      return [
        `You walk about **${distance(total, units)}** between stops in all (an estimate):`,
        '',
        ...asked.map((day) => `- ${dayName(day.date, locale)}: about ${distance(walked(day), units)}`),
      ].join('\n')
    }
    case 'weather':
      if (trip.weather.length === 0)
        return `I have no usual weather for ${places}. I can’t see a live forecast either: I work offline.`
      return [
        ...trip.weather.map(
          ({ city, min, max, rain_days, summary }) =>
            `**${city}**: usually ${temperature(min, units)} to ${temperature(max, units)}, about ${counted(Math.round(rain_days), 'day')} with rain in the month. ${summary}`,
        ),
        'That is what is usual at that time of year, not a forecast: I can’t see live weather.',
      ].join('\n')
    case 'travel': {
      const lines = travelText(trip, locale)
      const arrival = trip.days[0]?.stops.find(({ category }) => category === 'arrival')
      if (lines.length > 0) return [`${title}:`, '', ...lines].join('\n')
      return arrival === undefined
        ? `${title} runs ${dateSpan(trip.start_date, trip.end_date, locale)}. I have no travel in it, because I don’t know where you start from. Tell me, for example, “we start from London”.`
        : `You arrive on ${longDay(trip.start_date, locale)} at about ${timeOf(arrival.start, locale)} and leave on ${longDay(trip.end_date, locale)}.`
    }
    case 'when':
      return `${title}: ${places}, ${dateSpan(trip.start_date, trip.end_date, locale)} (${counted(lengthOf(trip.start_date, trip.end_date), 'day')}).`
    case 'count': {
      const asked = chosen ?? trip.days
      if (/\bhow many (?:days|nights)\b/.test(clause.text.plain))
        return `${title} lasts ${counted(trip.days.length, 'day')} and ${counted(trip.days.length - 1, 'night')}.`
      const all = asked.reduce((sum, day) => sum + sights(day).length, 0)
      const each =
        asked.length > 1
          ? `: ${asked.map((day) => `${dayName(day.date, locale)} ${sights(day).length}`).join(', ')}`
          : ` on ${longDay(asked[0]?.date ?? trip.start_date, locale)}`
      return `${counted(all, 'sight')} in ${title}${each}. Meals, arrival and departure are not counted.`
    }
    case 'who':
      return `${title} is planned for ${counted(trip.travellers, 'traveller')}.`
    case 'where':
      return `${title} goes to ${places}${trip.origin === undefined ? '' : `, starting from ${trip.origin}`}, ${dateSpan(trip.start_date, trip.end_date, locale)}.`
    case 'interests':
      return trip.interests.length === 0
        ? `No interests are noted for ${title}.`
        : `${title} is planned around ${listed(trip.interests)}.`
    case 'stop': {
      const said = tidyName(
        clause.text.raw
          .replace(/^.*?\b(?:visit(?:ing)?|see(?:ing)?|go(?:ing)? to|at|have|doing|is|are|do we|in)\b/i, '')
          .replace(/\b(?:in the plan|on the (?:plan|itinerary|trip)|included|planned|open|again|closed)\b/gi, '')
          .replace(/[?.!]+$/, ''),
      )
      const found = bestStop(said, trip)
      if (found === undefined || found.score < goodMatch) return `“${said}” is not in ${title}.`
      return `**${found.stop.title}** is on ${longDay(found.date, locale)}, ${timeOf(found.stop.start, locale)} to ${timeOf(found.stop.end, locale)}.${found.stop.hours === undefined ? '' : ` Usual hours: ${found.stop.hours} (built-in guide, check hours).`}`
    }
    case 'day': {
      const asked = chosen ?? trip.days.filter(({ date }) => date === context.calendar.today.toString())
      if (asked.length === 0) return overview(trip, locale)
      return asked.map((day) => dayText(day, trip, context)).join('\n\n')
    }
    default:
      return overview(trip, locale)
  }
}

const temperature = (celsius: number, units: 'metric' | 'imperial'): string =>
  units === 'imperial' ? `${Math.round(celsius * 1.8 + 32)} °F` : `${Math.round(celsius)} °C`

function dayText(day: TripDetail['days'][number], trip: TripDetail, context: Context): string {
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

function overview(trip: TripDetail, locale: string): string {
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

const checkWords =
  /\b(?:check|verify|validate|review|double[- ]check|sanity[- ]check|audit|test)\b(?! in\b)(?! off\b)|\b(?:any|are there|find|see|spot)\b.*\b(?:problems?|issues?|conflicts?|clashes|errors?|mistakes|overlaps?|warnings?)\b|\b(?:does|do|will|would|is|are)\b.*\b(?:work(?: out)?|feasible|realistic|doable|possible|make sense|too (?:tight|much|ambitious)|ok|okay|alright|all right|add up|fit|hang together|closed|open when)\b|\benough time\b|\banything wrong\b|\bwhat's wrong\b|\bis (?:anything|something|anywhere|everything|it all) (?:closed|open|shut|fine|ok|okay|right)\b|\bclosed\b.*\bwhen we\b/

/** “check it for problems”, “does that all work?” */
export const checkTripFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (!checkWords.test(plain) || !(hasTrip(context) || /\b(?:trip|itinerary|plan|holiday)\b/.test(plain)))
    return undefined
  if (/\b(?:task|to-do|remind|list|budget|task|plug|weather|rain)\b/.test(plain)) return undefined
  const explicit =
    /\b(?:check|problems?|issues?|conflicts?|clash|verify|validate|wrong|closed|feasible|realistic|doable|review|enough time)\b/.test(
      plain,
    )
  const object =
    /^(?:check|verify|validate|review|double[- ]check)\b/.test(clause.core) &&
    !/\b(?:it|that|this|trip|plan|itinerary|everything|days?|problems?|issues?|schedule|times?|hours|conflicts?|clashes|closed|all)\b/.test(
      clause.core,
    )
  if (object) return undefined
  return { intent: 'check_trip', score: explicit ? 82 : 68, talk: () => check(plain, context) }
}

function* check(plain: string, context: Context): Talk<Reply> {
  const trip = yield* theTrip(plain, context)
  const { findings } = yield* call(checkItinerary, { trip_id: trip.trip_id })
  const serious = findings.filter(({ severity }) => severity !== 'note')
  const notes = findings.filter(({ severity }) => severity === 'note')
  if (findings.length === 0) {
    return {
      text: `I checked **${trip.title}** for closed places, overlaps, travel times, meals, budget and pace: no problems. Hours come from the built-in guide, so check them before you go.`,
      suggestions: planSuggestions(trip).slice(0, 2),
    }
  }
  const line = ({ severity, message, date }: Finding) =>
    `- ${severity === 'error' ? '**Problem**' : severity === 'warning' ? 'Worth a look' : 'Note'}${date === undefined ? '' : ` (${moment(date, context.env.profile.locale)})`}: ${message}`
  const head =
    serious.length === 0
      ? `No problems in **${trip.title}**, only ${counted(notes.length, 'note')}:`
      : `${counted(serious.length, 'thing')} to look at in **${trip.title}**${notes.length > 0 ? `, and ${counted(notes.length, 'note')}` : ''}:`
  const shown = [...serious, ...notes].slice(0, 6)
  const rest = findings.length - shown.length
  return {
    text: [head, '', ...shown.map(line), ...(rest > 0 ? [`- … and ${rest} more on the page`] : [])].join('\n'),
    suggestions: ['What is on day 1?', 'Make it slower'],
  }
}
