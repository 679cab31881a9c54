import type { Clause, Context } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readDurations } from '../entities/durations.ts'
import { readInterests } from '../entities/interests.ts'
import { readOrigin } from '../entities/origin.ts'
import { readPace } from '../entities/pace.ts'
import { readPartyChange } from '../entities/party-change.ts'
import { readParty } from '../entities/people.ts'
import { readTitle } from '../trip-fields/title.ts'
import { planScore } from './plan-trip.ts'
import { hasTrip, tripNamed } from './which-trip.ts'

const it =
  '(?:it|that|this|the (?:whole )?(?:trip|holiday|plan|itinerary|stay|visit|dates?|thing)|(?:the )?(?:whole )?(?:trip|plan)|(?:my|our) (?:whole )?(?:trip|holiday|plan|stay)|everything|things|the days|us|the [\\p{L} ]+ trip)'
const changing =
  /\b(?:make|change|set|turn|extend|lengthen|prolong|shorten|cut|reduce|shift|move|push|bring|postpone|delay|put|start|begin|end|finish|leave|go|stay|come|arrive|return|add|rename|call|name|title|update|switch|slow|speed|reschedule|actually|instead|now|rather|prefer|want|like|could|can|let's|plan|drop|lose|take|only|just|stretch|from|we're|i'm|there'll|need|too|more|less|keep|give|pack|fill|tone|lighten)\b/

const sizeWord = '(\\d{1,2}|a|an|one|1|another|a couple of|a few)'

const interestForm =
  /\b(?:interests?|(?:we|i)(?:'re| are|'m| am)? (?:also |really |more )?(?:like|love|into|interested|enjoy|prefer|want more|want less|keen|big on|fans)|add (?:some )?more|more (?:food|museums?|art|history|nature|viewpoints|shopping|architecture|music|nightlife|parks|markets|culture|beach)|focus|include (?:more|some))\b/

/** How sure it is, 0 to 100, that a clause changes a trip by the wordings that are common for it. */
export function changeScore(clause: Clause, context: Context): number {
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
    readTitle(clause.text, () => false) !== undefined &&
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
