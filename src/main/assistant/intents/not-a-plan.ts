import type { Clause } from '../context.ts'

const asks =
  /^(?:what|when|which|who|why|how|where|is|are|does|do(?= (?:i|we|you|they|the|my|our|any|people)\b)|did|will|should|am|any|were|was|has|have)\b|\b(?:how far|how long|how much|how many|what time|nearest|closest|distance|what's|in (?:pounds|euros|dollars|yen|quid))\b/
const otherWork =
  /\b(?:remind(?:er)?|tasks?|to-dos?|to do list|expenses?|spent|paid|undo|redo|delete|remove|cancel|duplicate|copy|rename|convert|exchange rate|plug|adapter|adaptor|emergency|tipping|poem|joke|story|song|translate|translation|e-?mail|weather|forecast|rain(?:ing)?|calendar|visa)\b|^(?:book|reserve|buy|move|add|put|drop|scrap|swap|shift|push|postpone|mark|tick|complete|list|show|check|change|set|extend|shorten|don't|call|bump|get rid|take (?:it|that|the)|note|log|record)\b/

/** Whether a clause is plainly something else than a wish to have a trip planned. */
export function wantsOtherThanPlan(clause: Clause): boolean {
  const { core } = clause
  const { plain } = clause.text
  if (/^(?:plan|organi[sz]e|arrange)\b/.test(core)) return /\b(?:a|the) (?:meeting|party|call)\b/.test(core)
  if (
    /^(?:set up|show me (?:a|what|how|\d+) |book (?:me |us )?(?:a |\d+ )?(?:\d+[ -]day |\d+[ -]night |weekend )?(?:trip|holiday|break|weekend|getaway))/.test(
      core,
    )
  )
    return false
  if (/^(?:how|what) about (?!the|on)/.test(core) && /\b(?:days?|nights?|week|weekend|trip)\b/.test(core)) return false
  if (/^where (?:should|could|can) (?:i|we) go\b/.test(core)) return false
  if (/^put (?:me|us) down for\b/.test(core)) return false
  if (/^put (?:together|[\p{L}\d -]+ together)\b/u.test(core)) return false
  if (/^what (?:would|could|might|can) .*\b(?:days?|nights?|week|weekend)\b.*\blike\b/.test(core)) return false
  if (
    /\b(?:not (?:going|travelling|visiting)|no longer|called off|can't go|any ?more)\b/.test(plain) &&
    !/\bany ?more than\b/.test(plain)
  )
    return true
  if (/\byesterday\b|\b(?:was|were|cost|came to) (?:about |around )?[£€$]?\d/.test(plain)) return true
  return asks.test(core) || otherWork.test(core) || /\bremind me\b/.test(plain)
}
