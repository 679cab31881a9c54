import type { Family } from '../context.ts'
import { Say } from '../talk.ts'
import { hasTrip } from './which-trip.ts'

const verbs =
  'move|shift|push|change|postpone|delay|reschedule|bring|put|snooze|defer|delete|remove|cancel|scrap|drop|bin|get rid of|take|mark|tick|check|cross|complete|finish|close|reopen|re-open|untick|uncheck|rename|call|tag|label|make|set|swap|switch|extend|shorten|duplicate|copy|do|edit|update|raise|lower|fix|convert|book|give'
const pointer = '(?:it|that|this|them|that one|this one|those|these|the last one|the other one)'
const command = new RegExp(`^(${verbs}) (${pointer})(?= |[.!?]|$)(.*)$`)
const fieldAlone =
  /^(?:change|set|move|update|edit|fix|raise|lower) (?:the )?(?:date|dates|time|due date|deadline|priority|name|title|day|label)(?: (?:to|for|on|at) .+)?[.!? ]*$/
const incomplete =
  /^(rename|delete|remove|move|change|cancel|complete|reopen|postpone|reschedule|edit|update|tick off|mark)[.!? ]*$/

/** “move it to Tuesday” where nothing was talked about: asks what is meant; the answer completes it. */
export const unclearFamily: Family = ({ core, text: { plain } }, context) => {
  const { referents, earlier } = context
  const known =
    hasTrip(context) || referents.tasks.length > 0 || referents.expense !== undefined || referents.changes.length > 0
  if (known || (earlier.length > 0 && referents.topic !== 'none')) return undefined
  const match = command.exec(core)
  const template =
    match !== null
      ? `${match[1]} {}${match[3] ?? ''}`
      : incomplete.test(core)
        ? `${core.replace(/[.!? ]+$/, '')} {}`
        : undefined
  if (template === undefined && !fieldAlone.test(core)) return undefined
  // What can only be said of a trip is said of the next one.
  if (
    !/\b(?:later|earlier|forward|back)\b/.test(plain) &&
    /\b(?:days?|nights?|people|persons?|travellers|cheaper|relaxed|packed|budget|slower|euros?|pounds?)\b|[£€$]/.test(
      plain.replace(/\bby .*$/, ''),
    )
  )
    return undefined
  return {
    intent: 'clarify',
    score: match === null ? 96 : 84,
    // biome-ignore lint/correctness/useYield: it needs no tool.
    talk: function* () {
      throw new Say({
        text: `What do you mean${match === null ? '' : ` by “${match[2]}”`}: which task, stop or trip?`,
        suggestions: ['Show my tasks', 'Show my trips'],
        ...(template !== undefined && { question: { template, choices: [] } }),
      })
    },
  }
}
