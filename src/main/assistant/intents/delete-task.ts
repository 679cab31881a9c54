import { deleteTask } from '../../../mcp/tasks/contract.ts'
import { coreSlice, type Family } from '../context.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { counted } from '../wording/sentences.ts'
import { deleteTasks } from './change-task.ts'
import { knownTask, listedTitles, plural, togetherAtMost, tooMany } from './which-task.ts'
import { allTasks, pointsBack } from './which-thing.ts'

const verb =
  'delete|remove|kill|wipe|erase|zap|nuke|bin|scrap|drop|ditch|strike|scratch|clear|trash|forget(?: about)?|get rid of|lose|cancel|take|cross|knock'
const forms = [
  new RegExp(
    `^(?:${verb}) (.+?)(?: (?:off|from|out)(?: (?:my|the|our) (?:to-?do |to do |task )?list)?)?(?: (?:please|for me|now))?[.! ]*$`,
  ),
  /^(.+?) can (?:also |now )?(?:go|be (?:deleted|removed|scrapped|binned|dropped))(?: (?:too|now|as well))?[.! ]*$/,
  /^(?:there's )?no (?:need|point)(?: (?:for|in|to do|to|of))? (.+?)(?: any ?more| now| after all| any longer)?(?:[,.;] .*)?$/,
  new RegExp(
    `^(?:i|we)(?: really)? (?:don't|do not|won't|no longer|needn't|don't have to)(?: need| have| want)?(?: to)?(?: do| go to)? (.+?)(?: any ?more| now| after all| any longer)*(?:[,.;]| so| and)? (?:.*\\b)?(?:${verb}) (?:it|that|this|that one|them)\\b.*$`,
  ),
  /^(.+?) (?:is|are|was)(?: now)? (?:no longer (?:needed|necessary|relevant|happening)|not (?:needed|necessary|happening)(?: any ?more)?|off|cancelled|canceled|irrelevant|unnecessary)(?: now)?[.! ]*$/,
]

const finished = new RegExp(
  `^(?:${verb})(?: out| up| away)? (?:all |every |any )?(?:of )?(?:the |my )?(?:(?:tasks|to-dos|things|items|ones) (?:that )?(?:i've |i have |are |that are )?)?(?:already )?(?:completed|finished|done|ticked[- ]off|checked[- ]off)(?: (?:tasks?|to-dos?|things|items|ones))?(?: (?:from|off|on|in) (?:my|the) list)?[.! ]*$`,
)

function* deleteFinished(): Talk<Reply> {
  const done = yield* allTasks('completed')
  if (done.length === 0)
    throw new Say({ text: 'There are no completed tasks to delete.', suggestions: ['Show my tasks'] })
  if (done.length > togetherAtMost) throw tooMany(done.length)
  for (const { task_id } of done) yield* call(deleteTask, { task_id })
  return {
    text: `Deleted ${counted(done.length, 'completed task')}: ${listedTitles(done)}. “Undo that” brings ${done.length === 1 ? 'it' : 'them'} back.`,
    suggestions: ['Undo that', 'Show my tasks'],
  }
}

/** “kill the gym task”, “the dentist can go”, “no need for the van any more”: where a task of that name was talked about. */
export const deleteTaskFamily: Family = (clause, context) => {
  const { core } = clause
  const { plain } = clause.text
  if (/\?\s*$/.test(plain) && !/^(?:can|could|would|will) /.test(plain)) return undefined
  if (/\b(?:label|tag|priority|expenses?|stops?|trip|day \d|due date|reminder from)\b/.test(plain)) return undefined
  if (finished.test(core)) return { intent: 'delete_task', score: 96, talk: () => deleteFinished() }
  for (const form of forms) {
    const match = form.exec(core)
    if (match === null) continue
    const name = match[1] ?? ''
    const back = (pointsBack(name) || plural(name)) && context.referents.topic === 'task'
    const ofTask = /\b(?:task|to-do|reminder)\b|\blist\b/.test(plain)
    if (!back && !ofTask && knownTask(name, context) === undefined) continue
    const at = core.indexOf(name)
    const said = coreSlice(clause, at, at + name.length)
    const score = context.referents.topic === 'task' || ofTask ? 78 : 66
    return { intent: 'delete_task', score, talk: () => deleteTasks(said, plain, context) }
  }
  return undefined
}
