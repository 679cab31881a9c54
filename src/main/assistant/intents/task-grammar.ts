import type { Context } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { Utterance } from '../utterance.ts'

/** Times and dates that the task grammar does not read (“half four”, “9.15”, “30.11.”, “Tuesday week”), in digits. */
export function forTaskGrammar(said: string, { calendar }: Context): string {
  const text = new Utterance(
    said
      .replace(/\b(?:evry|evrey|eveyr|evrery)\b/gi, 'every')
      .replace(/\b((?:until|till|by|on) \d{1,2}\.\d{1,2})$/, '$1.')
      .replace(
        /,? ?\b(?:on )?(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) (\p{L}+day) (?:of|in) (?:every|each) month\b/iu,
        ' on the $1 $2 of each month',
      ),
  )
  const odd = [
    ...readTimes(text.plain).flatMap((time) =>
      /^(?:half|quarter|\d+ (?:past|to)|\d{1,2}[.h]|\d{1,2}(?: o'?clock)? (?:in the|at night))/.test(
        text.plain.slice(time.start),
      )
        ? [{ ...time, digits: time.time }]
        : [],
    ),
    ...readDates(text.plain, calendar).flatMap((when) => {
      if (when.kind !== 'day') return []
      const { start, end } = when
      const inAWeek = /^ (?:on )?week\b/.exec(text.plain.slice(end))
      if (inAWeek !== null && /day$|^(?:mon|tue|wed|thu|fri|sat|sun|tomorrow)/.test(text.plain.slice(start, end)))
        return [{ start, end: end + inAWeek[0].length, digits: when.date.add({ days: 7 }).toString() }]
      if (/\b(?:every|each) $/.test(text.plain.slice(0, start))) return []
      const words = (said: string): readonly string[] => said.toLowerCase().match(/\p{L}{5,}/gu) ?? []
      const typo = words(text.slice(when)).some((word) => !words(text.plain.slice(start, end)).includes(word))
      const named = /\bfor (?:the )?$/.test(text.plain.slice(0, start)) && /^(?:the )?\d/.test(text.plain.slice(start))
      return typo ||
        named ||
        /^(?:\d{1,2}\.\d|a fortnight|a week|2 weeks|\p{L}+day week\b)/u.test(text.plain.slice(start))
        ? [{ ...when, digits: when.date.toString() }]
        : []
    }),
  ].sort((a, b) => a.start - b.start)
  if (odd.length === 0) return text.raw
  const pieces: string[] = []
  let at = 0
  for (const { start, end, digits } of odd) {
    if (start < at) continue
    const before = text.slice({ start: at, end: start })
    pieces.push(
      before.replace(/\b(?:until|till)$/i, 'by').replace(/\bfor(?: the)?$/i, digits.length > 5 ? 'on' : 'for'),
      /\b(?:at|by|on|until|till|from|for)$/i.test(before) || digits.length > 5 ? digits : `at ${digits}`,
    )
    at = end
  }
  const rest = text
    .slice({ start: at, end: text.plain.length })
    .replace(/^(?:in the (?:morning|afternoon|evening))\b/i, '')
  return [...pieces, rest].filter((piece) => piece !== '').join(' ')
}
