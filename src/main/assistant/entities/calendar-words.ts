/** Month names as people write them, English only. */
export const monthPattern =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?'

export const weekdayPattern =
  '(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:r(?:s(?:days?)?)?)?|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)\\b\\.?'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** 1 to 12 of a month's name. */
export const monthNumber = (name: string): number => months.indexOf(name.slice(0, 3)) + 1

/** 1 (Monday) to 7 of a weekday's name. */
export const weekdayNumber = (name: string): number => days.indexOf(name.slice(0, 3)) + 1

/** Seasons as they are used for holidays, by their first month; northern. */
export const seasonMonths: Record<string, [first: number, last: number]> = {
  spring: [3, 5],
  summer: [6, 8],
  autumn: [9, 11],
  fall: [9, 11],
  winter: [12, 2],
}

const dayOrdinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  )
/** A day of the month in words: “third”, “twenty-first” (its tens are digits by then). */
export const dayWordPattern = `(?:(?:(?:20|30)[ -])?(?:${dayOrdinals.join('|')})|twentieth|thirtieth)\\b`

/** The day of the month that digits (“3”, “3rd”) or words (“third”) give. */
export function dayNumber(text: string): number {
  if (/^\d+(?:st|nd|rd|th)?$/.test(text)) return Number.parseInt(text, 10)
  if (text === 'twentieth') return 20
  if (text === 'thirtieth') return 30
  const [, tens = '0', word = ''] = /^(?:(20|30)[ -])?(\w+)$/.exec(text) ?? []
  return Number(tens) + dayOrdinals.indexOf(word) + 1
}
