import { matches, type Span } from './span.ts'

export interface ClockTime extends Span {
  /** `HH:MM`, 24 hours. */
  time: string
}

const clock = (hours: number, minutes: number): string =>
  `${String(hours % 24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
const half = (meridiem: string | undefined, hours: number): number => {
  const noon = meridiem?.replace(/[. ]/g, '')
  if (noon === 'pm') return (hours % 12) + 12
  if (noon === 'am') return hours % 12
  return hours
}
/** Without am or pm: hours from 1 to 6 (7 in the evening) are afternoon, as plans are made for. */
const guess = (hours: number, text: string): number =>
  /evening|tonight|night|dinner|afternoon/.test(text) && hours < 12
    ? hours + 12
    : hours >= 1 && hours <= 6
      ? hours + 12
      : hours

/** Times of day in a text: “10am”, “at 3”, “half past 7”, “19:30”, “quarter to nine”, “noon”, “midnight”. */
export function readTimes(plain: string): ClockTime[] {
  const found: ClockTime[] = []
  const add = (start: number, end: number, time: string) => {
    if (!found.some((other) => start < other.end && other.start < end)) found.push({ start, end, time })
  }
  for (const { start, end, groups } of matches(/\b(\d{1,2})[:.h](\d{2}) ?([ap]\.?m\b\.?)?(?![./\d])/, plain)) {
    const [, hours, minutes, meridiem] = groups
    if (Number(hours) > 23 || Number(minutes) > 59) continue
    add(start, end, clock(half(meridiem, Number(hours)), Number(minutes)))
  }
  for (const { start, end, groups } of matches(/\b(\d{1,2}) ?([ap]\.?m)\b\.?/, plain)) {
    if (Number(groups[1]) >= 1 && Number(groups[1]) <= 12) add(start, end, clock(half(groups[2], Number(groups[1])), 0))
  }
  for (const { start, end, groups } of matches(
    /(?<![-\d/.])(half|quarter|(5|10|20|25)(?: minutes)?) (?:(past|to)|after) (\d{1,2})(?![-\d/])(?: ?([ap]\.?m)\b)?/,
    plain,
  )) {
    const hours = Number(groups[4])
    if (hours < 1 || hours > 23) continue
    const minutes = groups[1] === 'half' ? 30 : groups[1] === 'quarter' ? 15 : Number(groups[2])
    const base = groups[5] === undefined ? guessed(hours, plain) : half(groups[5], hours)
    add(start, end, groups[3] === 'to' ? clock((base + 23) % 24, 60 - minutes) : clock(base, minutes))
  }
  for (const { start, end, groups } of matches(/\bhalf (\d{1,2})\b/, plain)) {
    if (Number(groups[1]) >= 1 && Number(groups[1]) <= 12) add(start, end, clock(guessed(Number(groups[1]), plain), 30))
  }
  for (const { start, end, groups } of matches(
    /\b(\d{1,2})(?: o'?clock)? (?:in the (morning|afternoon|evening)|at (night))\b/,
    plain,
  )) {
    const hours = Number(groups[1])
    if (hours >= 1 && hours <= 12) add(start, end, clock(half(groups[2] === 'morning' ? 'am' : 'pm', hours), 0))
  }
  for (const { start, end, groups } of matches(/\b(noon|midday|midnight)\b/, plain)) {
    add(start, end, groups[1] === 'midnight' ? '00:00' : '12:00')
  }
  for (const { start, end, groups } of matches(/\b(\d{1,2}) o'?clock\b/, plain))
    add(start, end, clock(guess(Number(groups[1]), plain), 0))
  for (const { start, end, groups } of matches(
    /\b(?:at|around|about|by|from|for) (\d{1,2})(?= ?(?:$|[,.;!?\u00a6]|in the|on|today|tomorrow|please|instead|sharp|tonight|now|then|rather|each|every|not|so|for\b|to\b|with|and\b))(?! ?(?:to|-) ?\d)/,
    plain,
  )) {
    const before = /^(?:for|from|by|about|around)/.test(plain.slice(start))
    if (Number(groups[1]) >= 1 && Number(groups[1]) <= 23 && !before)
      add(start, end, clock(guess(Number(groups[1]), plain), 0))
  }
  return found.sort((a, b) => a.start - b.start)
}

const guessed = (hours: number, plain: string): number =>
  hours >= 7 && hours < 12 && /dinner|evening|tonight|supper|night/.test(plain) ? hours + 12 : guess(hours, plain)

/** A stretch of the day, “from 10 to 12”, “2pm-4pm”: when it begins, and how long it is. */
export function readTimeRange(plain: string): (ClockTime & { minutes: number }) | undefined {
  const match =
    /\b(?:from |between )?(\d{1,2})(?:[:.](\d\d))? ?([ap]m)? ?(?:to|until|-|and) ?(\d{1,2})(?:[:.](\d\d))? ?([ap]m)?\b(?! ?(?:st|nd|rd|th|days?|people|january|february|march|april|may|june|july|august|september|october|november|december)\b)/.exec(
      plain,
    )
  if (match === null) return undefined
  const [said, from, fromMinutes, fromHalf, to, toMinutes, toHalf] = match
  if (!/^(?:from|between)/.test(said) && fromMinutes === undefined && fromHalf === undefined && toHalf === undefined)
    return undefined
  const start = half(fromHalf ?? (Number(from) < 12 && Number(from) <= Number(to) ? toHalf : undefined), Number(from))
  const end = half(toHalf, Number(to))
  const first = (fromHalf ?? toHalf) === undefined ? guess(start, plain) : start
  const last = end < first ? end + 12 : end
  const minutes = last * 60 + Number(toMinutes ?? 0) - first * 60 - Number(fromMinutes ?? 0)
  if (first > 23 || minutes < 15 || minutes > 720) return undefined
  return { start: match.index, end: match.index + said.length, time: clock(first, Number(fromMinutes ?? 0)), minutes }
}

/** A part of the day with the time it usually begins. */
export function readDayPart(
  plain: string,
): (Span & { part: 'first' | 'morning' | 'lunch' | 'afternoon' | 'evening' | 'last' }) | undefined {
  const forms: [RegExp, 'first' | 'morning' | 'lunch' | 'afternoon' | 'evening' | 'last'][] = [
    [
      /\b(?:first thing(?: in the morning)?|at the (?:very )?(?:start|beginning)(?: of the day)?|(?:as|be|for) (?:the |our )?(?:very )?first (?:stop|thing)(?: we (?:do|see|visit))?|to start (?:the day|with))\b/,
      'first',
    ],
    [
      /\b(?:last thing|at the (?:very )?end(?: of the day)?|(?:as|be|for) (?:the |our )?(?:very )?last (?:stop|thing)(?: we (?:do|see|visit))?|to finish(?: the day)?)\b/,
      'last',
    ],
    [/\bafter lunch\b/, 'afternoon'],
    [/\bbefore lunch\b/, 'morning'],
    [/\b(?:in the |the )?(?:late |early )?mornings?\b/, 'morning'],
    [/\b(?:in the |the )?(?:late |early )?afternoons?\b(?! tea)/, 'afternoon'],
    [/\b(?:in the |the |for )?(?:late |early )?evenings?\b|\btonight\b|\bat night\b|\bafter dinner\b/, 'evening'],
    [/\b(?:at|around|for) lunch(?: ?time)?\b/, 'lunch'],
  ]
  for (const [pattern, part] of forms) {
    const match = pattern.exec(plain)
    if (match !== null) return { start: match.index, end: match.index + match[0].length, part }
  }
  return undefined
}
