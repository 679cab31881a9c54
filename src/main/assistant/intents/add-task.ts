import { addTask, parseTask } from '../../../mcp/tasks/contract.ts'
import { addDays } from '../../../shared/dates.ts'
import type { InputOf } from '../../../shared/tool.ts'
import { type Clause, type Context, coreSlice, type Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { count } from '../entities/days.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { moment } from '../wording/formats.ts'
import { recurrenceText } from '../wording/recurrence.ts'
import { listedParts, listHead } from './task-list.ts'
import { beginsLikeATask } from './task-words.ts'
import { currentTrip } from './which-thing.ts'
import { hasTrip } from './which-trip.ts'

const list =
  '(?:my |the |our )?(?:to-?do|to do|todo|task|shopping|grocery|packing|things to do)?(?:[- ]?list|tasks|to-dos|reminders)'
/** Ways to ask for a task; the first group is what is to be done, up to the end where there is none. */
const forms: [form: RegExp, score: number][] = [
  [
    /^(?:(?:set|create|add|make) (?:me )?(?:a |another )?reminder|reminder)(?: for me)? ?(?:to|about|for|that|:)? ?/,
    90,
  ],
  [/^remind (?:me|us)(?: again)?(?: (?:to|about|that(?: i (?:need|have) to)?|i (?:need|have) to))? ?:? ?/, 92],
  [
    /^(?:please )?(?:don't let me forget|do not let me forget|make sure i (?:don't forget|remember)|help me remember|don't forget)(?: (?:to|about|that))?[ :,-]+/,
    90,
  ],
  [/^(?:i )?(?:must |need to )?(?:not forget|remember) to /, 84],
  [/^(?:note to self|notes?(?= ?:)|task|to-?do|new (?:task|to-?do|todo|reminder)|todo)s? ?(?::|-|,|called|to)? ?/, 86],
  [
    /^(?:add|create|make|put (?:in|down)?|set(?: up)?|start|enter|log|record|give me|i want|i need|jot down|write down|note(?: down)?)(?: me)? (?:a |an |another |the |some |one more |this |these |two )?(?:\d+ )?(?:new |urgent |quick |important |top[- ]priority |high[- ]priority )*(?:tasks?|to-?dos?|to do(?: item)?s?|items?|list items?|reminders?)(?: (?:to|for|called|named|saying|that says|on|about|:))?(?: (?:my|the) (?:to-?do |to do )?list(?: to)?)? ?:? ?/,
    90,
  ],
  [/^add ?: ?/, 88],
  [
    /^(?:jot down|note down|make a note(?: to| of| that)?|write down|take a note(?: to)?)(?: that i (?:need|have) to)? ?:? /,
    80,
  ],
  [
    /^(?:i|we)(?: also| really| still)? (?:need|have|'ve got|have got|ought|got|must|should|gotta)(?: to)? (?=(?:[a-z]))/,
    63,
  ],
]
const toList = new RegExp(
  `^(?:add|put|stick|pop|throw|get|write|include|chuck|whack) (.+?) (?:to|on|onto|in|into) ${list}[.! ]*(.*)$`,
)
const listFirst = new RegExp(`^(?:add|put|stick|write) (?:to|on|in) ${list} ?:? (.+)$`)
const bareAdd = /^(?:add|put|stick) (.+)$/
/** “a week before we go, remind me to …” */
const anchorWords =
  /\b(?:(\d+|an?|one|1|a couple of|a few|the) )?(day|week|month)s? (before|after|prior to)(?: (?:we|i) (?:go|leave|travel|fly|set off|depart|get back|come back|return|are back)| (?:the|my|our) (?:[\p{L}]+ )?(?:trip|holiday|flight|departure|vacation)(?: starts| begins| ends)?| departure| leaving| going| (?:we|i) get (?:home|back)| that| travel(?:l?ing)?)?\b/u
/** How often, in a word for the task grammar. */
const repeatOf: Record<string, string> = {
  daily: 'day',
  nightly: 'night',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
}
const remindLate = /^(.+?),? (?:and )?(?:please )?remind me (?:to|about) (.+)$/

/** Adds tasks: “remind me to …”, “add … to my list”, several in one sentence too. */
export const addTaskFamily: Family = (clause, context) => {
  const found = wording(clause, context)
  if (found === undefined) return undefined
  return { intent: 'add_task', score: found.score, talk: () => add(found, clause, context) }
}

interface Wording {
  said: string
  score: number
  /** What is said is a list that was announced: “two things: …”. */
  listed?: boolean
}

/** What was told in the sentences around a bare “remind me”, with what the reminder adds (“every year”). */
function toldBefore(clause: Clause, rest: string): string | undefined {
  const around = clause.whole.raw.replace(clause.text.raw, ' ').replace(/^[\s.,;]+|[\s.,;]+$/g, '')
  if (!/\p{L}/u.test(around)) return undefined
  const duty = /^(.*?),? ?\b(?:i|we)(?:'ve got| have| need| must)(?: to)? (.+)$/i.exec(around)
  const told = duty === null ? around.replace(/\b(?:is|are)(?= on\b)/i, '') : `${duty[2]} ${duty[1]}`
  const every = /\bevery (?:year|month|week|day)\b/.exec(rest)?.[0] ?? ''
  return `${told} ${every}`.replace(/\s+/g, ' ').trim()
}

function wording(clause: Clause, context: Context): Wording | undefined {
  const { core } = clause
  const { plain } = clause.text
  if (
    /^(?:what|which|how|when|where|who|show|do i|list)\b|^remind (?:me|us),? (?:what|when|where|how|who|which)\b/.test(
      core,
    )
  )
    return undefined
  const announced = listHead(core)
  if (announced > 0) return { said: coreSlice(clause, announced, core.length), score: 92, listed: true }
  const onList = toList.exec(core) ?? listFirst.exec(core)
  if (onList !== null) {
    const name = onList[1] ?? ''
    if (/^(?:it|that|this|that one|this one|them)$/.test(name) || / back$/.test(name)) return undefined
    const at = core.indexOf(name)
    const rest = onList[2] ?? ''
    const extra = rest === '' ? '' : ` ${coreSlice(clause, core.length - rest.length, core.length)}`
    return { said: `${coreSlice(clause, at, at + name.length)}${extra}`, score: 92 }
  }
  const laid =
    /^(.+?),? (?:and )?(?:(?:can|could) you |please )*(?:put|add|stick|pop|chuck|get) (?:it|that|this) (?:on|to|onto|in) (?:my|the) (?:to-?do |to do |task )?list[.! ]*$/.exec(
      core,
    )
  if (laid !== null) return { said: coreSlice(clause, 0, laid[1]?.length ?? 0), score: 90 }
  for (const [form, score] of forms) {
    const match = form.exec(core)
    if (match === null || match[0] === '') continue
    const rest = core.slice(match[0].length)
    if (
      /^(?:(?:about|of) )?(?:it|that|this)?\b[^\p{L}]*(?:(?:would|will|could) you|every (?:year|month|week|day)|please|again)?[.!? ]*$/u.test(
        rest,
      )
    ) {
      // “On the last Friday of every month I have to send the invoices. Remind me, would you?”
      const told = toldBefore(clause, rest)
      if (told !== undefined) return { said: told, score: 88 }
      return score >= 80 ? { said: '', score: 60 } : undefined
    }
    if (score < 64 && (!beginsLikeATask(rest) || /\b(?:holiday|trip|vacation|break|help)\b/.test(rest))) continue
    if (/^task|^to-?do/.test(core) && /^(?:s|list)\b/.test(rest)) continue
    return { said: coreSlice(clause, match[0].length, core.length), score }
  }
  const repeated =
    /^(?:(?:i|we)(?:'d| would)? )?(?:need |want |like |have |set(?: up)? |create |make )?(?:me |us )?(?:an? |another )?(daily|weekly|monthly|yearly|nightly)? ?reminders?,? (.*?)\bto (.+)$/.exec(
      core,
    )
  if (repeated !== null) {
    const [whole, every = '', when = '', what = ''] = repeated
    const at = whole.length - what.length - 'to '.length - when.length
    const often = every === '' ? '' : ` every ${repeatOf[every] ?? 'day'}`
    return {
      said: `${coreSlice(clause, core.length - what.length, core.length)}${often} ${coreSlice(clause, at, at + when.length)}`.trim(),
      score: 88,
    }
  }
  const duty =
    /^(?:(?:i|we) )?(?:mustn't|must not|can't|cannot|shouldn't|better not|had better not|don't want to|do not want to) forget (?:about |to )?(.+)$/.exec(
      core,
    )
  if (duty !== null) {
    const what = duty[1] ?? ''
    return { said: coreSlice(clause, core.length - what.length, core.length), score: 86 }
  }
  const late = remindLate.exec(core)
  if (late !== null) {
    const [, before = '', what = ''] = late
    return {
      said: `${coreSlice(clause, core.length - what.length, core.length)} ${coreSlice(clause, 0, before.length).replace(/,$/, '')}`,
      score: 90,
    }
  }
  const bare = bareAdd.exec(core)
  if (bare !== null) {
    const rest = bare[1] ?? ''
    if (
      /\b(?:day|night|week)s?\b (?:longer|more)|\b(?:trip|itinerary|plan|schedule|expenses?|budget)\b/.test(plain) ||
      /^(?:an? |another |one more )?(?:extra )?(?:day|night|week)\b|^in\b/.test(rest) ||
      /\btogether\b/.test(rest)
    )
      return undefined
    if (beginsLikeATask(rest)) return { said: coreSlice(clause, core.length - rest.length, core.length), score: 84 }
    const topic = context.referents.topic
    return {
      said: coreSlice(clause, core.length - rest.length, core.length),
      score: topic === 'task' ? 66 : hasTrip(context) ? 40 : 60,
    }
  }
  return undefined
}

/** Parts “buy a plug adaptor and sort out travel insurance” where both sides are something to do; a list of things to buy stays one. */
function split(said: string): string[] {
  const text = new Utterance(said)
  const cuts: { end: number; next: number }[] = []
  for (const match of text.plain.matchAll(
    /;| ?\n|,? and (?:also |then )?(?:to |remind me to )?|, (?:then )?(?:to )?/g,
  )) {
    const next = match.index + match[0].length
    if (
      /^;|\n/.test(match[0]) ||
      (beginsLikeATask(text.plain.slice(next)) && (beginsLikeATask(text.plain) || / to /.test(match[0])))
    )
      cuts.push({ end: match.index, next })
  }
  const pieces: string[] = []
  let start = 0
  for (const { end, next } of cuts) {
    pieces.push(text.slice({ start, end }))
    start = next
  }
  pieces.push(text.slice({ start, end: text.plain.length }))
  return pieces
    .map((piece) => piece.replace(/^(?:to|and|also) /i, '').replace(/[.,!; ]+$/, ''))
    .filter((piece) => piece !== '')
}

function* add({ said, listed }: Wording, clause: Clause, context: Context): Talk<Reply> {
  if (said.trim() === '') {
    throw new Say({
      text: 'What should I put on your list?',
      suggestions: [],
      question: { template: 'remind me to {}', choices: [] },
    })
  }
  // “a week before we go” counts from the trip.
  const anchored = anchorWords.exec(clause.whole.plain)
  const tripNeeded =
    anchored !== null &&
    anchored[0] !== '' &&
    /\b(?:go|leave|travel|fly|set off|depart|trip|holiday|flight|departure|vacation|leaving|going|back|return|that|home)\b/.test(
      anchored[0],
    )
  const forTrip = /\bfor (?:the|my|our|that|this) (?:[\p{L}]+ )?(?:trip|holiday)\b/iu
  const trip = tripNeeded || (forTrip.test(said) && hasTrip(context)) ? yield* currentTrip(context) : undefined
  const lines: string[] = []
  for (const piece of listed === true ? listedParts(said) : split(stripped(said))) {
    const task = yield* read(
      piece,
      clause,
      anchored,
      tripNeeded ? trip : undefined,
      forTrip.test(said) ? trip?.trip_id : undefined,
      context,
    )
    const added = yield* call(addTask, task)
    const due = added.due === undefined ? '' : `, due ${moment(added.due, context.env.profile.locale)}`
    const anchorNote = task.anchor === undefined ? '' : ` (moves with “${trip?.title ?? 'the trip'}”)`
    const repeat = added.recurrence === undefined ? '' : `, ${recurrenceText(added.recurrence)}`
    const priority = added.priority === 1 ? ', top priority' : ''
    lines.push(`**${added.title}**${due}${anchorNote}${repeat}${priority}`)
  }
  const [only] = lines
  return {
    text:
      lines.length === 1 && only !== undefined
        ? `Added to your list: ${only}.`
        : ['Added to your list:', '', ...lines.map((line) => `- ${line}`)].join('\n'),
    suggestions: ['Show my tasks', 'Undo that'],
  }
}

/** What remains of a task's words without the anchor and the politeness. */
function stripped(said: string): string {
  return said
    .replace(/\s+(?:for me|please|pls|plz|thanks|thank you|cheers|ok)[.! ]*$/i, '')
    .replace(/^(?:that )?(?:i|we) (?:need|have) to /i, '')
    .replace(/ (?:to|on|onto) (?:my|the) (?:to-?do |to do |task |shopping )?list\b/i, '')
}

function* read(
  said: string,
  clause: Clause,
  anchored: RegExpExecArray | null,
  trip: { trip_id: string; start_date: string; end_date: string } | undefined,
  tripId: string | undefined,
  context: Context,
): Talk<InputOf<typeof addTask>> {
  const { env } = context
  const urgent =
    /[,;]?\s*(?:\b(?:and )?(?:it'?s|its|this is|that'?s|thats)\s+)?(?:\breally |\bvery |\bquite )?\b(urgent|important|top priority|high(?:est)? priority|asap|low priority|not urgent)\b[.! ]*/i
  const marked = urgent.exec(said)
  let text = said
  let priority: number | undefined
  if (marked !== null && !/\b(?:an?|the|some|my)\s*$/i.test(said.slice(0, marked.index))) {
    text = `${said.slice(0, marked.index)} ${said.slice(marked.index + marked[0].length)}`.trim()
    priority = /low|not/i.test(marked[1] ?? '') ? 4 : /important/i.test(marked[1] ?? '') ? 2 : 1
  }
  const labelled =
    /[,;]?\s*\b(?:and )?(?:label|tag)(?:led|ged)?(?: it)?(?: (?:as|with))? #?(\p{L}[\p{L}\d-]*)[.! ]*$/iu.exec(text)
  if (labelled !== null) text = text.slice(0, labelled.index).trim()
  const days = anchored === null || trip === undefined ? undefined : anchorDays(anchored)
  if (days !== undefined) text = text.replace(new RegExp(anchorWords.source, 'iu'), ' ').replace(/\s+/g, ' ').trim()
  const parsed = yield* call(parseTask, {
    text: forParser(text === '' ? said : text, context),
    now: env.now.toString(),
    timezone: env.profile.timezone,
    locale: env.profile.locale,
  })
  const title = tidyTitle(parsed.title)
  const asked = /\b(?:urgent|top[- ]priority|high[- ]priority) (?:task|to-?do|reminder|item)\b/.test(clause.text.plain)
    ? 1
    : /\bimportant (?:task|to-?do|reminder|item)\b/.test(clause.text.plain)
      ? 2
      : undefined
  const level = parsed.priority ?? priority ?? asked
  // “#work” names a trip where there is one of that name, and is a label elsewhere.
  const labels = [
    ...(parsed.labels ?? []),
    ...(parsed.project === undefined ? [] : [parsed.project]),
    ...(labelled?.[1] === undefined ? [] : [labelled[1]]),
  ]
  return {
    title: title === '' ? tidyTitle(said) : title,
    ...(parsed.description !== undefined && parsed.description !== '' && { description: parsed.description }),
    ...(days !== undefined && trip !== undefined
      ? {
          anchor: { trip_id: trip.trip_id, relative_to: days.to, days: days.days },
          trip_id: trip.trip_id,
          due: addDays(days.to === 'start' ? trip.start_date : trip.end_date, days.days),
        }
      : parsed.due !== undefined && {
          due: parsed.due,
          ...(parsed.due_timezone !== undefined && { due_timezone: parsed.due_timezone }),
        }),
    ...(parsed.recurrence !== undefined && { recurrence: parsed.recurrence }),
    ...(parsed.recur_from_completion !== undefined && { recur_from_completion: parsed.recur_from_completion }),
    ...(level !== undefined && { priority: level }),
    ...(labels.length > 0 && { labels }),
    ...(parsed.duration_minutes !== undefined && { duration_minutes: parsed.duration_minutes }),
    ...(parsed.remind_at !== undefined && { remind_at: parsed.remind_at }),
    ...(tripId !== undefined && { trip_id: tripId }),
  }
}

/** Times and dates that the task grammar does not read (“half four”, “9.15”, “30.11.”, “a fortnight today”), in digits. */
function forParser(said: string, { calendar }: Context): string {
  const text = new Utterance(said.replace(/\b((?:until|till|by|on) \d{1,2}\.\d{1,2})$/, '$1.'))
  const odd = [
    ...readTimes(text.plain).flatMap((time) =>
      /^(?:half|quarter|\d+ (?:past|to)|\d{1,2}[.h])/.test(text.plain.slice(time.start))
        ? [{ ...time, digits: time.time }]
        : [],
    ),
    ...readDates(text.plain, calendar).flatMap((when) =>
      when.kind === 'day' &&
      (/^(?:\d{1,2}\.\d|a fortnight|a week|2 weeks|\p{L}+day week\b)/u.test(text.plain.slice(when.start)) ||
        text.slice(when).toLowerCase() !== text.plain.slice(when.start, when.end))
        ? [{ ...when, digits: when.date.toString() }]
        : [],
    ),
  ].sort((a, b) => a.start - b.start)
  if (odd.length === 0) return said
  const pieces: string[] = []
  let at = 0
  for (const { start, end, digits } of odd) {
    if (start < at) continue
    const before = text.slice({ start: at, end: start })
    pieces.push(
      before.replace(/\b(?:until|till)$/i, 'by'),
      /\b(?:at|by|on|until|till|from)$/i.test(before) || digits.length > 5 ? digits : `at ${digits}`,
    )
    at = end
  }
  const rest = text
    .slice({ start: at, end: text.plain.length })
    .replace(/^(?:in the (?:morning|afternoon|evening))\b/i, '')
  return [...pieces, rest].filter((piece) => piece !== '').join(' ')
}

function anchorDays(match: RegExpExecArray): { days: number; to: 'start' | 'end' } {
  const [whole, amount, unit = 'day', way] = match
  const days = count(amount === 'the' ? undefined : amount) * (unit === 'week' ? 7 : unit === 'month' ? 30 : 1)
  const end = /back|return|home/.test(whole) || way === 'after'
  return { days: way === 'after' ? days : -days, to: end ? 'end' : 'start' }
}

/** A title without what led to it: “that i need to”, a final “for me”, loose punctuation. */
function tidyTitle(title: string): string {
  return title
    .replace(/(?:\s+(?:for|by|on|at|due|until|from|to|the|in))+$/i, '')
    .replace(/^(?:to|about|that|i need to|i have to|and|also|:|-|,)\s+/i, '')
    .replace(/\s+(?:please|pls|for me|on|by|at|for the trip|,)$/i, '')
    .replace(/^["']|["']$/g, '')
    .replace(/[\s.,;:?]+$/, '')
    .replace(/^'(.+)$|^([^']+)'$/, '$1$2')
    .trim()
}
