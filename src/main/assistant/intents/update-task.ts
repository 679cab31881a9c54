import { type Clause, type Context, coreSlice, type Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { changeTask, describeTask, nameIn, rephraseTask } from './change-task.ts'
import { hasFields, readTaskFields } from './task-fields.ts'
import { beginsLikeATask } from './task-words.ts'
import { knownTask } from './which-task.ts'
import { hasTrip } from './which-trip.ts'

const renameForms = [
  /^(?:rename|change|reword|retitle|edit)(?: the (?:task|to-do|reminder))?(?: called)? (.+?) ?(?:to|into|as|:)+(?: say| read)? (.+)$/,
  /^(?:change|set|make) (?:the|its) (?:title|name|wording|text) (?:of |for )?(.*?) ?(?:to|into)(?: say| read)? (.+)$/,
  /^(.+?) (?:should|ought to|must|needs to) (?:say|read|be called|be named)(?: instead)? (.+)$/,
  /^(?:call|name) (it|that|this|that one|(?:the|my) .+? (?:one|task)) (.+)$/,
]
const changeVerb =
  /^(?:make|set|bump|change|mark|give|raise|lower|reduce|increase|boost|decrease|move|push|put|drop|turn|up|prioriti[sz]e|label|tag|add|stick|slap|postpone|delay|defer|snooze|shift|schedule|reschedule|bring|pull|do|have|let|repeat|file|remind me (?:of|about) (?:it|that|this))\b/
const states =
  /\b(?:is|are|was|enough|it's|that's|should|must|needs?|has to|have to|will|can|can't|cannot|could|got|delayed|postponed|more time|deadline|moved|due)\b/
const pointer = /\b(?:it|that|this|them|both|those|these|one|task|to-do|reminder|deadline|due date|label|tag)\b/
/** What belongs to trips even where tasks were talked about. */
const ofTrips =
  /\b(?:trips?|holiday|itinerary|budget|pace|stops?|day \d|(?:first|second|third|last) day|expenses?|flights? (?:to|from))\b/
const others =
  /^(?:what|which|when|how|who|where|add (?:a|an|another|one more)? ?(?:new )?(?:task|to-?do|reminder|one\b)|list|show|new|create|plan|delete|remove|cancel|undo|redo|convert|remind me (?:to|that))\b/

/** Changes a task: its date, time, repeat, priority, labels or title, however it is said, several at once too. */
export const updateTaskFamily: Family = (clause, context) => {
  const { core } = clause
  const { plain } = clause.text
  const asks = /\?\s*$/.test(plain) && !/^(?:can|could|would|will|please|shall)\b/.test(plain)
  if (others.test(core) || asks) return undefined
  const note = noted(clause, context)
  if (note !== undefined) return note
  const rename = renamed(clause, context)
  if (rename !== undefined) return rename
  if (ofTrips.test(plain) && !/\b(?:task|to-do|reminder)\b/.test(plain)) return undefined
  const fields = readTaskFields(clause.text, context)
  if (!hasFields(fields)) return undefined
  const talk = () => changeTask(coreSlice(clause, 0, core.length), plain, context)
  const ofTasks = context.referents.topic === 'task'
  const named = knownTask(plain, context) !== undefined
  const verb = changeVerb.test(core)
  const state = states.test(core)
  const ranked = fields.priority !== undefined || fields.labels.length > 0
  if (/^(?:add|stick|put|have|do|let|repeat|file|give)\b/.test(core) && !ranked && !pointer.test(core)) return undefined
  const told = /\b(?:task|to-do|reminder|priority|deadline|due date)\b/.test(plain)
  const points = pointer.test(core) || nameIn(fields.rest) === ''
  if (verb && ofTasks && (points || named)) return { intent: 'update_task', score: ranked || points ? 84 : 78, talk }
  if (verb && (named || told)) return { intent: 'update_task', score: 76, talk }
  if (state && (named || (ofTasks && points)))
    return { intent: 'update_task', score: ofTasks && points ? 68 : 60, talk }
  const gist = clause.gist('update_task')
  return gist >= 0.4 && (ofTasks || named || told) ? { intent: 'update_task', score: 42, talk } : undefined
}

/** “add a note to the pills task: with food”. */
function noted(clause: Clause, context: Context) {
  const { core } = clause
  const match =
    /^(?:add|put|attach|write|leave|make)(?: a| another| this)? (?:note|comment|description|detail)s? (?:to|on|for|in) (.+?)(?: ?:| ?,| -| saying| that says| that) (.+)$/.exec(
      core,
    )
  if (
    match === null ||
    (hasTrip(context) && context.referents.topic !== 'task' && !/\b(?:task|to-do|reminder)\b/.test(core))
  )
    return undefined
  const [whole, name = '', text = ''] = match
  const from = whole.indexOf(name)
  const description = coreSlice(clause, whole.length - text.length, whole.length).replace(/^["']|["']$/g, '')
  return {
    intent: 'update_task',
    score: 95,
    talk: () => describeTask(coreSlice(clause, from, from + name.length), description, clause.text.plain, context),
  }
}

function renamed(clause: Clause, context: Context) {
  const { core } = clause
  const { plain } = clause.text
  if (/\b(?:trip|holiday|itinerary|budget|pace)\b/.test(core)) return undefined
  const { topic } = context.referents
  for (const form of renameForms) {
    const match = form.exec(core)
    if (match === null) continue
    const [whole, old = '', next = ''] = match
    const back = /^(?:it|that|this|that one|)$/.test(old)
    if (back && topic !== 'task') continue
    if (!/^(?:rename|reword|retitle|edit)/.test(core) && !whole.startsWith('change the ')) {
      const dated = readDates(next, context.calendar).length > 0 || readTimes(next).length > 0
      const ofTask =
        /\b(?:task|to-do|reminder)\b/.test(core) || /["']/.test(core) || back || knownTask(old, context) !== undefined
      const changes =
        form === renameForms[0] && !/["']/.test(core) && !beginsLikeATask(next) && !/\btask|to-do|reminder\b/.test(core)
      if (dated || !ofTask || changes) continue
    }
    const from = whole.indexOf(old)
    const title = coreSlice(clause, whole.length - next.length, whole.length)
      .replace(/^["':]+ ?|["'.!]+$/g, '')
      .replace(/ instead$/i, '')
      .replace(/["']$/, '')
    const said = back ? 'it' : coreSlice(clause, from, from + old.length)
    return { intent: 'update_task', score: 83, talk: () => rephraseTask(said, title, plain, context) }
  }
  return undefined
}
