import type { RuleDay } from '../recurrence.ts'

/** The words of dates, as pattern sources with what they mean. */

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

export const month = String.raw`(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`

/** 1 to 12 of a month's name or abbreviation. */
export function monthNumber(name: string): number {
  return monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const weekdayName =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday|ensday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)'

export const weekday = String.raw`${weekdayName}\b\.?`

/** A weekday, or all of them: “mondays”. */
export const weekdays = String.raw`${weekdayName}s?\b\.?`

/** 1 (Monday) to 7 of a weekday's name or abbreviation. */
export function weekdayNumber(name: string): number {
  return dayNames.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

const ruleDayNames: readonly RuleDay[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The weekday as an RRULE writes it. */
export function ruleDayOf(name: string): RuleDay {
  return ruleDayNames[weekdayNumber(name) - 1] ?? 'MO'
}

const counts: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  'a couple of': 2,
  'couple of': 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
}

export const count = String.raw`(?:\d{1,4}|an?\s+couple\s+of|couple\s+of|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?)\b`

/** The number that a word or figure of `count` stands for. */
export function countOf(text: string): number {
  return counts[text.toLowerCase().replace(/\s+/g, ' ')] ?? Number(text)
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']

export const ordinal = '(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)'

/** 1 to 5, or -1 for the last. */
export function ordinalOf(text: string): number {
  const word = text.toLowerCase()
  if (word === 'last') return -1
  const index = ordinals.indexOf(word)
  return index >= 0 ? index + 1 : Number.parseInt(word, 10)
}

const dayWords =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  )

/** A day of a month in words, “twenty-first”, longer words first. */
export const dayWord = `(?:(?:twenty|thirty)[\\s-](?:${dayWords.slice(0, 9).join('|')})|thirtieth|${[...dayWords].reverse().join('|')})`

/** 1 to 39 of a day in words. */
export function dayOfWord(text: string): number {
  const [tens, ones] = text.toLowerCase().split(/[\s-]+/)
  if (tens === 'thirtieth') return 30
  if (ones === undefined) return dayWords.indexOf(tens ?? '') + 1
  return (tens === 'twenty' ? 20 : 30) + dayWords.indexOf(ones) + 1
}

/** The hour that a part of the day begins at for a task that names no other: a convention of ours. */
export const dayParts: Record<string, string> = {
  morning: '09:00',
  lunchtime: '12:00',
  afternoon: '15:00',
  evening: '19:00',
  night: '20:00',
}

export const dayPart = '(?:morning|lunchtime|afternoon|evening|night)'
