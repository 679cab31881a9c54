import { dayNumber, dayWordPattern, monthNumber, monthPattern, weekdayPattern } from './calendar-words.ts'
import { type Calendar, dayAt, resolveDay, type WrittenDay } from './days.ts'
import { feastPattern, singleFeast } from './feasts.ts'
import { matches, type Span } from './span.ts'
import { compare, type Day, type When } from './when.ts'

const homeward =
  '(?:leav(?:e|ing)|return(?:ing)?|end(?:ing)?|finish(?:ing)?|depart(?:ing)?|check(?:ing)?[ -]?out|(?:com|go|gett?|fly|head|driv|travell?|be)(?:e|ing)?(?: back| home)+|back|home|out|stay(?:ing)? until|until)'
const joiner = new RegExp(
  ` ?(?:-|(?:and |but )?(?:until|to|through|up to|going to)(?: and including)?) ?(?:the )?|,? (?:and |then |but )*(?:(?:i|we)(?:'ll| will| would|'d|'m|'re)? )?${homeward}(?: again)?(?: (?:on|by))? (?=\\S)`,
  'y',
)
const andJoiner = / and (?:the )?/y

const dayOfMonth = `(\\d{1,2}(?:st|nd|rd|th)?|${dayWordPattern})`

/** “3-10 May”, “from the 12th to the 16th of September”, “first to fourth of June”. */
const shortFirst = new RegExp(
  `(?:(?:${weekdayPattern}),? )?(?:the )?${dayOfMonth}\\.? ?(?:-|to|until|through|and) ?(?:(?:${weekdayPattern}),? )?(?:the )?${dayOfMonth}\\.?(?: of)? (${monthPattern})(?:,? (\\d{4}))?`,
)
/** “May 3 to 10”, “May the third to the tenth”. */
const monthFirst = new RegExp(
  `\\b(${monthPattern}) (?:the )?${dayOfMonth} ?(?:-|to|until|through|and) ?(?:the )?${dayOfMonth}(?![\\p{L}\\d]| (?:${monthPattern}))(?:,? (\\d{4}))?`,
  'u',
)
/** “3-5/6”, “3.-5.6.”: two days and the number of their month. */
const shortNumeric = /(?<![\d./-])(\d{1,2})\.? ?(?:-|to) ?(\d{1,2})(?:\/(\d{1,2})(?![\d/])|\.(\d{1,2})\.(?!\d))/

/**
 * “8 April … leaving on the 11th”, “Good Friday to Easter Monday” and the shorter forms.
 * @param anchor the day from which days without a month are counted
 */
export function* ranges(plain: string, calendar: Calendar, anchor: Day): Generator<When> {
  for (const { start, end, groups } of matches(shortFirst, plain)) {
    if (/[a-z0-9/.]$/.test(plain.slice(0, start))) continue
    const [, first, last, month, year] = groups
    yield rangeOf(plain, { start, end }, part(first, month, year), part(last, month, year), anchor)
  }
  for (const { start, end, groups } of matches(monthFirst, plain)) {
    const [, month, first, last, year] = groups
    yield rangeOf(plain, { start, end }, part(first, month, year), part(last, month, year), anchor)
  }
  if (!/-(?:US|PH)\b/i.test(calendar.locale)) {
    for (const { start, end, groups } of matches(shortNumeric, plain)) {
      const [, first, last, slashed, dotted] = groups
      const month = Number(slashed ?? dotted)
      if (month < 1 || month > 12 || Number(first) >= Number(last)) continue
      yield rangeOf(plain, { start, end }, { day: Number(first), month }, { day: Number(last), month }, anchor)
    }
  }
  for (let at = 0; at < plain.length; at++) {
    const left = dayAt(plain, at, calendar)
    if (left === undefined) continue
    const between = /\bbetween (?:the )?$/.test(plain.slice(0, left.start))
    const join = between ? andJoiner : joiner
    join.lastIndex = left.end
    const joined = join.exec(plain)
    if (joined === null || (/^ ?-/.test(joined[0]) && spreads(plain, left))) {
      at = left.end - 1
      continue
    }
    const after = left.end + joined[0].length
    const right = dayAt(plain, after, calendar) ?? bareDay(plain, after, left)
    if (right === undefined) continue
    yield rangeOf(plain, { start: left.start, end: right.end }, left, right, anchor)
    at = right.end - 1
  }
}

/** Whether a written day is a feast of several days: “Easter – 26 March to …” names it before its dates. */
const spreads = (plain: string, { start, end }: WrittenDay): boolean => {
  const text = plain.slice(start, end)
  return new RegExp(`^(?:${feastPattern})$`).test(text) && !singleFeast.test(text)
}

/** A bare number that ends a range: “12 May to 15”. */
function bareDay(plain: string, at: number, left: WrittenDay): WrittenDay | undefined {
  const match = /^(\d{1,2})\b(?! ?(?:people|adults|of us|days?|nights?|euros?|pounds?|[ap]m|:))/.exec(plain.slice(at))
  if (match === null || left.day === undefined) return undefined
  return { start: at, end: at + match[0].length, day: Number(match[1]) }
}

const part = (day = '', month = '', year?: string): Partial<WrittenDay> => ({
  day: dayNumber(day),
  month: monthNumber(month),
  ...(year !== undefined && { year: Number(year) }),
})

function rangeOf(plain: string, span: Span, left: Partial<WrittenDay>, right: Partial<WrittenDay>, from: Day): When {
  const text = plain.slice(span.start, span.end)
  const impossible = (reason: string): When => ({ ...span, kind: 'impossible', text, reason })
  // What only one side says holds for both: “the 12th to the 16th of September”.
  const begin: WrittenDay = { ...span, ...left }
  if (begin.day !== undefined && begin.month === undefined && right.month !== undefined) begin.month = right.month
  if (begin.day !== undefined && begin.year === undefined && right.year !== undefined && begin.date === undefined) {
    const crosses = begin.month !== undefined && right.month !== undefined && begin.month > right.month
    begin.year = crosses ? right.year - 1 : right.year
  }
  const first = resolveDay(begin, from)
  if (first === undefined) return impossible('no such day')
  const finish: WrittenDay = { ...span, ...right }
  if (finish.next === true && finish.weekday !== undefined) delete finish.next
  // “May 10 to 3” and “15 May to 12 May” end before they begin.
  if (
    finish.day !== undefined &&
    finish.month !== undefined &&
    finish.year === undefined &&
    begin.month === finish.month
  ) {
    finish.year = first.year
  }
  if (
    finish.day !== undefined &&
    finish.month === undefined &&
    finish.date === undefined &&
    left.month !== undefined &&
    !/the \d|\d(?:st|nd|rd|th)/.test(text)
  ) {
    finish.month = first.month
    finish.year = first.year
  }
  const last = resolveDay(finish, finish.weekday !== undefined && finish.day === undefined ? first : first)
  if (last === undefined) return impossible('no such day')
  if (compare(last, first) < 0) return impossible('ends before it begins')
  return { ...span, kind: 'range', first, last }
}
