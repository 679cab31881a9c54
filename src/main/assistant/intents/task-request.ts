import { type Clause, type Context, coreSlice } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { repeats } from '../entities/repeats.ts'
import { readTaskMarks } from './task-fields.ts'
import { beginsLikeATask } from './task-words.ts'
import { hasTrip } from './which-trip.ts'

/** What a clause asks to be put on the list. */
export interface TaskRequest {
  /** What is to be done, as typed; empty where nothing was named. */
  said: string
  score: number
  /** Whether a list was announced, and of how many. */
  several?: boolean
  count?: number
}

const list =
  '(?:my |the |our |me |a )?(?:to-?do|to do|todo|task|shopping|grocery|packing|things to do|errands?|chores?)?(?:[- ]?lists?|tasks|to-?dos|reminders)'
const put =
  '(?:add|put|stick|pop|throw|get|write|include|chuck|whack|bung|slap|shove|stuff|drop|jot|note|log|enter|place|plop|sling|park|save|set|record|have)'
const noun = '(?:tasks?|to-?dos?|to do(?: item)?s?|items?|list items?|reminders?|chores?|errands?)'
const lead = '(?:(?:quick |new |another |one more |extra |recurring |repeating |daily |weekly |monthly |yearly )*)'

/** Ways to ask for a task; what is to be done is what follows, up to the end. */
const forms: [form: RegExp, score: number][] = [
  [
    /^(?:(?:set|create|add|make|schedule|give) (?:me |us )?(?:up )?(?:a |an |another )?(?:(?:daily|weekly|monthly|yearly|recurring|regular|repeating) )?reminder|(?:i'd like|we'd like|i would like|we would like|i want|we want|i need|we need|get|have|use|need|want)(?: to have)? (?:a |another )(?:(?:daily|weekly|monthly|yearly|recurring|regular) )?reminder|(?:a )?(?:(?:daily|weekly|monthly|yearly) )?reminder|a reminder)(?: for (?:me|us|myself))? ?(?:\b(?:to|about|that|of)\b|:|-|,)? ?/,
    90,
  ],
  [
    /^(?:remind(?:ing)?|ping|nudge|alert|notify|buzz|prompt|poke) (?:me|us)(?: again| please)?(?:,? (?:to|about|of|re|regarding|that(?: i (?:need|have) to)?|i (?:need|have) to)\b)? ?:? ?/,
    92,
  ],
  [
    /^(?:please )?(?:don't let (?:me|us) (?:forget|miss)|let (?:me|us) not (?:forget|miss)|do not let (?:me|us) forget|make sure (?:i|we) (?:don't forget|remember)|help (?:me|us) (?:to )?remember|don't forget|do not forget|i (?:mustn't|must not|can't|shouldn't|don't want to) forget)(?: (?:to|about|that))?[ :,-]+/,
    90,
  ],
  [/^(?:i |we )?(?:must |need to |have to |should )?(?:not forget|remember) to /, 84],
  [
    /^(?:note to self|notes?(?= ?(?:for me|for myself)? ?:)|task|to[- ]?do|new (?:task|to-?do|todo|reminder)|todo)s?(?: for me| for myself)?(?: list)?(?: additions?| items?| adds?)? ?(?::|-|,|called\b|to\b|saying\b)? ?/,
    86,
  ],
  [
    new RegExp(
      `^(?:ad|add|create|make|put (?:in|down)?|set(?: up)?|start|enter|log|record|schedule|open|give me|i want|i need|i have|i've got|need|jot down|write down|note(?: down)?)(?: me| us)? (?:(?:a couple of|a few|a|an|another|the|some|one more|this|these|two|three|following|the following|\\d+) )*${lead}(?:urgent |quick |important |top[- ]priority |high[- ]priority )*${noun}(?: (?:to|for|called|named|saying|that says|on|about|please|of|that i (?:need|have) to)\\b)?(?: ${list}(?: to)?)? ?(?::|-)? ?`,
    ),
    90,
  ],
  [
    /^(?:jot down|note down|make a (?:quick )?note(?: to| of| that|:)?|write down|take a note(?: to| of|:)?|put down|note)(?: that)?(?: (?:i|we) (?:need|have) to)? ?:? /,
    80,
  ],
  [/^(?:be|get) reminded (?:to|about|of|that) /, 90],
  [/^(?:jot|note|write|put|take|get) (?:this|it|these|that|the following) down(?: for me| please)* ?[:,-]? ?/, 88],
  [/^(?:add|create|make|set) (?:one|another(?: one)?|a new one|one more) (?:to|for|about|that says|called) /, 86],
  [
    /^(?:add|create|make|put)(?: in| down)? (?:a new|another|one more|a further|a second|a different)(?: new)?(?: one| task| thing| item)?(?: (?:to|on) (?:my|the) list)? ?[:,-] ?/,
    88,
  ],
  [/^(?:urgent|important|asap|top priority|high priority|low priority|p[1-4]) ?[:-] ?/, 78],
  [
    /^(?:i|we)(?:'ve|'d)?(?: also| really| still| just| probably)* (?:need|have|have got|ought|got|must|should|gotta|better|had better)(?: really| probably| also| still)*(?: to)?(?: really| also)? (?=(?:[a-z]))/,
    63,
  ],
  [/^(?:need|have|got|gotta|ought) to (?=[a-z])/, 63],
]
const toList = new RegExp(
  `^${put} (.+?) (?:down )?(?:to|on|onto|in|into) ${list}(?: (?:to|for me|please|for me please)\\b)?[.! ]*(.*)$`,
)
const listFirst = new RegExp(`^${put} (?:down )?(?:to|on|onto|in) ${list} ?[:,-]? (.+)$`)
const forList = new RegExp(
  `^(?:(?:here are |i (?:have|need|want|'ve got) |there are )?(?:a couple of|a few|some|\\d+|two|three|several|couple of|more)? ?(?:more |new )?(?:things|tasks|items|jobs|bits|to-?dos|chores|errands|reminders)(?: please)?(?: (?:to do|to remember))?(?: for (?:the |this )?(?:weekend|week|today|tomorrow|trip|house|\\w+day))?(?: (?:for|to go on|on|to put on|to add to|to) ${list})?(?: please| for me)?|(?:for|on) ${list}) ?[:,-] (.+)$`,
)
const counted =
  /^(?:(?:the |these |those |my |a |following |just )*)(?:(\d+|couple of|few|several|some|couple) )?(?:more |new |quick |following )*(?:things|tasks|items|jobs|bits|to-?dos|to do items|chores|errands|reminders|entries)(?: (?:to do|please|to remember|for me|to))* ?(?::|-|,|\bto\b) ?/
const these = /^(?:these|the following|the below|those|this lot|following) ?[:,-] ?/
const bareAdd = /^(?:add?|put|stick|note) ?:? (.+)$/
const remindLate =
  /^(.+?),? (?:and )?(?:please )?(?:remind|ping|nudge) me (?:to|about) (?!(?:it|that|this|them)\b)(.+)$/
const bareNotTask = /\b(?:trip|itinerary|schedule|expenses?|budget)\b|\bthe plan\b/
const nothing =
  /^(?:about |of )?(?:it|that|this|it down|that down|this down|something|a thing|things|stuff|some stuff|some things|a few things|another|another one|one|one more|more|a|me|please|later|soon|again)?[.!? ]*$/

/** What a clause asks to be put on the list; undefined where it asks for nothing of the kind. */
export function readTaskRequest(clause: Clause, context: Context): TaskRequest | undefined {
  const { core } = clause
  if (
    /^(?:what|which|how|when|where|who|show|do i|list)\b|^remind (?:me|us),? (?:what|when|where|how|who|which)\b/.test(
      core,
    )
  )
    return undefined
  const found = onList(clause) ?? asked(clause, context) ?? bare(clause, context)
  if (found === undefined) return undefined
  return announced(found)
}

/** “put … on my list”, “on my list: …”, “two things for my list: …”. */
function onList(clause: Clause): TaskRequest | undefined {
  const { core } = clause
  const first = forList.exec(core) ?? listFirst.exec(core)
  if (first !== null) {
    const things = first[1] ?? ''
    const before = core.slice(0, core.length - things.length)
    const count = /\b(\d)\b/.exec(before)?.[1]
    return {
      said: coreSlice(clause, core.length - things.length, core.length),
      score: 90,
      ...(/\b(?:things|tasks|items|jobs|bits|to-?dos|chores|errands|reminders|\d|few|couple)\b/.test(
        before.replace(new RegExp(list), ''),
      ) && { several: true }),
      ...(/[:]|- /.test(before) && { several: true }),
      ...(count !== undefined && { count: Number(count) }),
    }
  }
  const match = toList.exec(core)
  if (match === null) return undefined
  const [, name = '', rest = ''] = match
  if (/^(?:it|that|that one|this one|them|both|those|all of them)$/.test(name) || / back$/.test(name)) return undefined
  const at = core.indexOf(name)
  const more = rest.replace(/^[:,-]+ ?/, '')
  const typed = more === '' ? '' : coreSlice(clause, core.length - more.length, core.length)
  // “put two things on my list: descale the kettle, and …”
  if (typed !== '' && (counted.test(`${name}: `) || /^(?:this|these|the following|those|following)$/.test(name))) {
    const count = /\b(\d)\b/.exec(name)?.[1]
    return { said: typed, score: 92, several: name !== 'this', ...(count !== undefined && { count: Number(count) }) }
  }
  if (/^(?:this|these|those|this lot)$/.test(name)) return undefined
  return { said: `${coreSlice(clause, at, at + name.length)}${typed === '' ? '' : `, ${typed}`}`, score: 92 }
}

/** “remind me to …”, “new task: …”, “I need to …”. */
function asked(clause: Clause, context: Context): TaskRequest | undefined {
  const { core } = clause
  // “remind me about it at 5” once a task was talked about changes that task.
  if (context.referents.topic === 'task' && /^(?:remind|ping|nudge) me (?:of|about) (?:it|that|this)\b/.test(core))
    return undefined
  for (const [form, score] of forms) {
    const match = form.exec(core)
    if (match === null || match[0] === '') continue
    const rest = core.slice(match[0].length)
    if (score >= 80 && nothing.test(rest)) return { said: '', score: 60 }
    if (nothing.test(rest)) return undefined
    const sounds =
      beginsLikeATask(rest) ||
      (clause.gist('add_task') >= 0.5 && /^[\p{L}]+ (?:the|my|our|a|an|up|off|out)\b/u.test(rest))
    if (score < 64 && (!sounds || /\b(?:holiday|trip|vacation|break|help)\b/.test(rest))) continue
    if (
      /^task|^to[- ]?do/.test(core) &&
      /^(?:s|list)\b|^(?:without|with no|due|overdue|for (?:today|this week)|left)\b/.test(rest)
    )
      continue
    if (/^note\b/.test(core) && /^\d|^[£€$]/.test(rest)) continue
    const said = coreSlice(clause, match[0].length, core.length)
    const often = /\b(?:daily|weekly|monthly|yearly)\b/.exec(match[0])?.[0]
    if (often !== undefined && !/\b(?:every|each|\w+days)\b/.test(rest)) return { said: `${said} ${often}`, score }
    if (score === 78) return { said: `${said}, ${match[0].replace(/[:\- ]+$/, '')}`, score }
    const plural =
      /\b(?:tasks|to-?dos|reminders|items|things|chores|errands)\b/.test(match[0]) || /^to-?do list/.test(match[0])
    const count = /\b(\d)\b/.exec(match[0])?.[1]
    return {
      said: said.replace(/^[,:;-]+ ?/, ''),
      score,
      ...(plural && { several: true }),
      ...(count !== undefined && { count: Number(count) }),
    }
  }
  const late = remindLate.exec(core)
  if (late === null) return undefined
  const [, before = '', what = ''] = late
  return {
    said: `${coreSlice(clause, core.length - what.length, core.length)} ${coreSlice(clause, 0, before.length).replace(/,$/, '')}`,
    score: 90,
  }
}

/** “add …” and no more than that; or words that sound like a task with a day or a repeat. */
function bare(clause: Clause, context: Context): TaskRequest | undefined {
  const { core } = clause
  const { plain } = clause.text
  const match = bareAdd.exec(core)
  const topic = context.referents.topic
  if (match === null) {
    const habit = clause.gist('add_task') >= 0.3 && repeats.test(plain) && !hasTrip(context) && topic !== 'task'
    if (/\?\s*$/.test(plain) || !(beginsLikeATask(core) || habit) || topic === 'stop') return undefined
    const all = coreSlice(clause, 0, core.length)
    if (/(?:^|\s)#\p{L}/u.test(plain)) return { said: all, score: 62 }
    const likely = clause.gist('add_task')
    const sounds = likely >= 0.4 && (!hasTrip(context) || topic === 'task')
    const dated =
      readDates(plain, context.calendar).length > 0 ||
      readTaskMarks(all).priority !== undefined ||
      /\b(?:every|each|daily|weekly)\b|#\p{L}/u.test(plain)
    // “call the plumber” by itself is something to do where nothing else is likely.
    const alone = likely >= 0.6 && context.earlier.length === 0 && /^\p{L}+ (?:the|my|our|a|an) \p{L}/u.test(core)
    return (sounds && (dated || alone)) || habit ? { said: all, score: 45 } : undefined
  }
  const rest = match[1] ?? ''
  if (
    (!/^\w+ ?:/.test(core) && bareNotTask.test(plain)) ||
    /\b(?:day|night|week)s?\b (?:longer|more)/.test(plain) ||
    /^(?:an? |another |one more )?(?:extra )?(?:day|night|week)\b|^in\b/.test(rest) ||
    /\btogether\b|^.{2,40} off (?:till|until|to|for)\b|^(?:the |a )?(?:label|tag)\b/.test(rest)
  )
    return undefined
  if (nothing.test(rest)) return hasTrip(context) && topic !== 'task' ? undefined : { said: '', score: 60 }
  const said = coreSlice(clause, core.length - rest.length, core.length)
  const colon = /^\w+ ?:/.test(core)
  if (beginsLikeATask(rest) || /(?:^|\s)[#@]\p{L}/u.test(rest)) return { said, score: 84 }
  if (counted.test(rest) && !hasTrip(context)) return { said, score: 80 }
  return { said, score: topic === 'task' ? 66 : hasTrip(context) ? 40 : colon ? 80 : 60 }
}

/** A request whose words still begin with the announcement of a list: “three things: …”, “these: …”. */
function announced(request: TaskRequest): TaskRequest {
  const plain = request.said.toLowerCase().replace(/^of /, '')
  const start = request.said.length - plain.length
  const match =
    counted.exec(plain.replace(/^(?:two|three|four|five)\b/, (n) => ({ two: '2', three: '3', four: '4' })[n] ?? '5')) ??
    these.exec(plain)
  if (match === null) return request
  const spelled = /^(?:two|three|four|five)\b/.exec(plain)?.[0]
  const length = match[0].length + (spelled === undefined ? 0 : spelled.length - 1)
  const count = /\d/.exec(match[1] ?? '')?.[0] ?? (/couple/.test(match[1] ?? '') ? '2' : undefined)
  return {
    ...request,
    said: request.said.slice(start + length),
    several: true,
    ...(count !== undefined && { count: Number(count) }),
  }
}
