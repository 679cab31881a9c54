import { Temporal } from '../../../shared/dates.ts'
import type { Context } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { count } from '../entities/days.ts'
import { repeats } from '../entities/repeats.ts'
import { matches, overlaps, type Span } from '../entities/span.ts'
import { readTimes } from '../entities/time-of-day.ts'
import type { Utterance } from '../utterance.ts'

/** How far a due moves: “a week later”, “by two days”, “an hour earlier”. */
export interface Shift {
  minutes: number
  days: number
  months: number
}

/** Every field of a task that words name, and what is left of them. */
export interface TaskFields {
  labels: string[]
  /** null takes it away. */
  priority?: number | null
  /** The words of a date, a time and a repeat, for the task grammar. */
  when: string
  shift?: Shift
  /** What was typed besides: the name of a task and the words around it. */
  rest: string
}

const levels: [RegExp, number | null][] = [
  [/\b(?:no|remove (?:the |its )?) ?priority\b/, null],
  [/\b(?:lower|reduce|drop|decrease) (?:the |its |it in )?priority\b(?! to)/, 4],
  [/\b(?:raise|increase|up|boost) (?:the |its |it in )?priority\b(?! to)/, 1],
  [
    /\b(?:priority (?:level )?(?:of |to |is |= ?|: ?)?(?:4|low(?:est)?)|p4|(?:low(?:est)?|lower|bottom) priority|not (?:so |that |very |really |at all )?(?:urgent|important)|isn't (?:so |that |very |really )?(?:urgent|important)|no longer urgent|less (?:urgent|important))\b/,
    4,
  ],
  [
    /\b(?:priority (?:level )?(?:of |to |is |= ?|: ?)?(?:1|high(?:est)?|top|max(?:imum)?|urgent)|p1|(?:top|highest|high|first|number 1|max(?:imum)?) priority|(?:more |super |really |very )?urgent(?:ly)?|very important|asap|to the top of (?:my|the) list)\b/,
    1,
  ],
  [/\b(?:priority (?:level )?(?:of |to |is |= ?|: ?)?2|p2|medium-high priority|important)\b/, 2],
  [/\b(?:priority (?:level )?(?:of |to |is |= ?|: ?)?(?:3|medium|normal)|p3|(?:medium|normal) priority)\b/, 3],
]

const word = '["\']?#?([\\p{L}][\\p{L}\\p{N}_-]*)["\']?'
const notALabel = /^(?:it|that|this|the|them|as|with|and|one|on|to|for|in|of|is|a|an|my|please|now|too|also|from|by)$/
const labelForms = [
  /(?<![\p{L}\p{N}&/])[#@]([\p{L}_][\p{L}\p{N}_-]*)/u,
  /\b(?:label|tag) (?:it|that|this|them|both(?: of (?:them|those|these))?|those|these|all of them)(?: (?:as|with|under))? ?:? ?["']?#?([\p{L}][\p{L}\p{N}_-]*(?: (?!please|and|now|too|as|for|to|on)[\p{L}-]+)?)["']?(?=$|[.,;!]| and | please| too)/u,
  new RegExp(
    `\\b(?:label|tag)s?(?:led|ed|ged)? (?:it|that|this|them|(?:the |my )[\\p{L} ]{2,40}? (?:one|task|to-do))(?: (?:as|with|under|for))? ?:? ?${word}(?: and ${word}(?=$|[.,;!]| too| please))?`,
    'u',
  ),
  new RegExp(`\\b(?:a|an|the|its) ${word} (?:label|tag)\\b`, 'u'),
  new RegExp(
    `\\b(?:(?:with |under |use )?(?:a |the )?)?(?:labell?ed|tagged|labels?|tags?)\\b(?: (?:of|as|with|under|for|called))? ?:? ?${word}(?: and ${word}(?=$|[.,;!]| too| please))?`,
    'u',
  ),
  new RegExp(`\\b(?:file|put|keep) (?:it|that|this) under ${word}`, 'u'),
]

const amount = '(half an|a couple of|a few|an?|another|1|\\d+)'
const unit = '(minute|hour|day|week|fortnight|month|year)s?'
const shiftForms = [
  new RegExp(
    `(?:\\b(?:back|forward|on|out|off|by|for|it|that)\\b ?)*(?<!\\b(?:in|every|each|within) )\\b${amount} (?:more |extra |further )?${unit} (later|earlier|sooner|longer|further|back|forward|on|more|after that|before that)\\b`,
  ),
  new RegExp(
    `\\b(?:back|forward|on|out|off|by|another)\\b(?: (?:by|another|for))*(?<!\\b(?:in|every|each|within) ) ?\\b${amount} (?:more |extra )?${unit}\\b()`,
  ),
  new RegExp(
    `(?<=\\b(?:postpone|delay|snooze|defer|shift|move|push)\\b.{0,40})(?<!\\b(?:in|every|each|within) )\\b${amount} (?:more |extra )?${unit}\\b()`,
  ),
]
/** Times of day and days that only the task grammar knows, and what may stand between parts of a date. */
const grammarTimes =
  /\b(?:end of (?:the )?(?:day|week|month|year)|eod|in (?:an?|half an|\d+) (?:minutes?|hours?|days?|weeks?|months?|fortnight)|in the (?:morning|afternoon|evening)|first thing|(?:this|tomorrow) (?:morning|afternoon|evening))\b/

const spansOf = (pattern: RegExp, plain: string): Span[] => matches(pattern, plain)

/** Reads every field that a text gives to a task. */
export function readTaskFields(text: Utterance, { calendar }: Context): TaskFields {
  const { plain } = text
  const taken: Span[] = []
  const labels: string[] = []
  for (const form of labelForms) {
    for (const { start, end, groups } of matches(form, plain)) {
      const names = groups.slice(1).filter((name) => name !== undefined)
      if (names.some((name) => notALabel.test(name)) || taken.some((span) => overlaps(span, { start, end }))) continue
      labels.push(...names)
      taken.push({ start, end })
    }
  }
  const free = (span: Span) => !taken.some((other) => overlaps(other, span))
  let level: { value: number | null } | undefined
  for (const [form, value] of levels) {
    const found = matches(form, plain).filter(free)
    if (found.length > 0) level ??= { value }
    taken.push(...found)
  }
  const shifted = shiftForms.map((form) => matches(form, plain).find(free)).find((match) => match !== undefined)
  const shift = shifted === undefined ? undefined : shiftOf(shifted.groups, plain)
  if (shifted !== undefined) taken.push(shifted)
  const when = [
    ...readDates(plain, calendar),
    ...readTimes(plain),
    ...spansOf(repeats, plain),
    ...spansOf(grammarTimes, plain),
  ].filter(free)
  const start = Math.min(...when.map((span) => span.start))
  const end = Math.max(...when.map((span) => span.end))
  const keep = (from: number, to: number): string => {
    let out = ''
    let at = from
    for (const span of [...taken].sort((a, b) => a.start - b.start)) {
      if (span.end <= at || span.start >= to) continue
      out += `${text.slice({ start: at, end: Math.max(at, span.start) })} `
      at = span.end
    }
    return `${out}${text.slice({ start: Math.min(at, to), end: to })}`.replace(/\s+/g, ' ').trim()
  }
  const dated = when.length > 0
  return {
    labels: [...new Set(labels)],
    ...(level !== undefined && { priority: level.value }),
    when: dated ? keep(start, end) : '',
    ...(shift !== undefined && { shift }),
    rest: dated ? `${keep(0, start)} ${keep(end, plain.length)}`.trim() : keep(0, plain.length),
  }
}

export const hasFields = ({ labels, priority, when, shift }: TaskFields): boolean =>
  labels.length > 0 || priority !== undefined || when !== '' || shift !== undefined

function shiftOf(groups: (string | undefined)[], plain: string): Shift {
  const [, many = '1', of = 'day', way = ''] = groups
  const n = many === 'another' ? 1 : many === 'half an' ? 0.5 : count(many)
  const earlier = /earlier|sooner|before/.test(way) || /\b(?:bring|pull)\b.*\bforward\b|\bearlier\b/.test(plain)
  const by = n * (earlier ? -1 : 1)
  const per = { minute: [1, 0, 0], hour: [60, 0, 0], day: [0, 1, 0], week: [0, 7, 0], fortnight: [0, 14, 0] }[of]
  const [minutes = 0, days = 0, months = 0] = per ?? [0, 0, of === 'year' ? 12 : 1]
  return { minutes: minutes * by, days: days * by, months: months * by }
}

/** A due moved, a local date or date-time; undefined where a day is to move by minutes. */
export function shiftedDue(due: string, { minutes, days, months }: Shift): string | undefined {
  if (due.length > 10) {
    const moved = Temporal.PlainDateTime.from(due).add({ days, months }).add({ minutes })
    return moved.toString({ smallestUnit: 'minute' })
  }
  return minutes === 0 ? Temporal.PlainDate.from(due).add({ days, months }).toString() : undefined
}

const markPhrase =
  /(?:^|[,;.]| and| with)\s*(?:(?:please|and|also) )*(?:(?:label(?:led|ed)?|tag(?:ged)?)(?: (?:it|that|this))?(?: (?:as|with|under))?|(?:with |under )?(?:the |a )?(?:label|tag)s?)\s*:?\s*["'#]?([\p{L}][\p{L}\p{N}_-]*)["']?(?=[\s,.;:!]|$):?/iu
const hashMark = /(?<![\p{L}\p{N}&/#])[#@]([\p{L}_][\p{L}\p{N}_-]*)/u
const urgency =
  /[,;(]?\s*(?:\b(?:and )?(?:make (?:it|that|this)|it'?s|its|this is|that'?s|thats|mark (?:it|that)(?: as)?|set (?:it|that) (?:to|as))\s+)?(?:\breally |\bvery |\bquite |\bas |\ba )*(?:\b(not (?:that |so |very )?urgent|urgent|important|(?:top|high(?:est)?|medium|normal|low(?:est)?) priority|asap)|\bpriority (?:level )?(?:of )?(one|two|three|four|high|low|medium|[1-4])|\bp([1-4]))\b[.! )]*/i

/** The labels and the priority that the words of a new task carry, and its words without them. */
export function readTaskMarks(said: string): { text: string; labels: string[]; priority?: number } {
  let text = said
  const labels: string[] = []
  for (const pattern of [hashMark, markPhrase]) {
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const [whole, name = ''] = match
      if (notALabel.test(name.toLowerCase())) break
      labels.push(name)
      text = without(text, match.index, whole.length)
    }
  }
  const marked = urgency.exec(text)
  if (marked === null || /\b(?:an?|the|some|my|your|most)\s*$/i.test(text.slice(0, marked.index)))
    return { text, labels }
  const [whole, named = '', spelled = '', figure = ''] = marked
  const level = `${named}${spelled}${figure}`.toLowerCase()
  return {
    text: without(text, marked.index, whole.length),
    labels,
    priority: /low|^not|four|4/.test(level)
      ? 4
      : /medium|normal|three|3/.test(level)
        ? 3
        : /important|two|2/.test(level)
          ? 2
          : 1,
  }
}

const without = (text: string, at: number, length: number): string =>
  `${text.slice(0, at)} ${text.slice(at + length)}`
    .replace(/\s+/g, ' ')
    .replace(/[\s,;]+$/, '')
    .trim()
