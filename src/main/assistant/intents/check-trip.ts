import { checkItinerary, type Finding } from '../../../mcp/trips/contract.ts'
import type { Context, Family } from '../context.ts'
import { call, type Reply, type Talk } from '../talk.ts'
import { moment } from '../wording/formats.ts'
import { planSuggestions } from '../wording/plan.ts'
import { counted } from '../wording/sentences.ts'
import { hasTrip, theTrip } from './which-trip.ts'

const checkWords =
  /\b(?:check|verify|validate|review|double[- ]check|sanity[- ]check|audit|test)\b(?! in\b)(?! off\b)|\b(?:any|are there|find|see|spot)\b.*\b(?:problems?|issues?|conflicts?|clash(?:es)?|errors?|mistakes|overlaps?|warnings?)\b|\b(?:clash|overlap|collide)\b|\bonce[- ]over\b|\b(?:look|go|run) (?:it|this|that|the (?:plan|trip|itinerary|schedule)|everything|through it) over\b|\b(?:look|go) over (?:it|this|the (?:plan|trip|itinerary))\b|\b(?:everything|all|anything|it|they|things|places) be (?:open|closed|shut)\b|\boverdo(?:ne|ing)\b|\b(?:does|do|will|would|is|are)\b.*\b(?:work(?: out)?|feasible|realistic|doable|possible|make sense|too (?:tight|much|ambitious)|ok|okay|alright|all right|add up|fit|hang together|closed|open when)\b|\benough time\b|\banything wrong\b|\bwhat's wrong\b|\bis (?:anything|something|anywhere|everything|it all) (?:closed|open|shut|fine|ok|okay|right)\b|\bclosed\b.*\bwhen we\b/

/** “check it for problems”, “does that all work?” */
export const checkTripFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const heard = clause.gist('check_trip') >= 0.5
  if (!(checkWords.test(plain) || heard) || !(hasTrip(context) || /\b(?:trip|itinerary|plan|holiday)\b/.test(plain)))
    return undefined
  if (/\b(?:task|to-do|remind|list|budget|task|plug|weather|rain)\b/.test(plain)) return undefined
  const explicit =
    /\b(?:check|problems?|issues?|mistakes|errors?|overlaps?|warnings?|conflicts?|clash|overlap|once-over|be open|verify|validate|wrong|closed|feasible|realistic|doable|review|enough time)\b/.test(
      plain,
    )
  const object =
    /^(?:check|verify|validate|review|double[- ]check)\b/.test(clause.core) &&
    !/\b(?:it|that|this|trip|plan|itinerary|everything|days?|problems?|issues?|schedule|times?|hours|conflicts?|clashes|closed|all)\b/.test(
      clause.core,
    )
  // “Is it ok to come home on Sunday?” asks for a change.
  if (object || /\b(?:ok|okay|alright|all right|fine|possible) (?:to|if|for us to)\b/.test(plain)) return undefined
  return {
    intent: 'check_trip',
    score: explicit ? 82 : checkWords.test(plain) ? 68 : 42,
    talk: () => check(plain, context),
  }
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
