const units: Record<string, number> = {
  zero: 0,
  two: 2,
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
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
}
const tens: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const scales: Record<string, number> = { hundred: 100, thousand: 1000 }

/**
 * Reads a number in words from the head of `words`: “two thousand five hundred”, “a hundred and fifty”, “twenty-one” (as two
 * words). “one” alone is left: it is more often a pronoun.
 * @returns the number and how many words it took
 */
export function numberFromWords(words: readonly string[]): { value: number; taken: number } | undefined {
  let total = 0
  let group = 0
  let taken = 0
  let last: 'unit' | 'ten' | 'scale' | undefined
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const next = words[at + 1] ?? ''
    if (word in units && last !== 'unit') {
      if (last === 'ten' && (units[word] ?? 0) > 9) break
      group += units[word] ?? 0
      last = 'unit'
    } else if (word === 'one' && (last !== undefined || next in scales) && last !== 'unit') {
      group += 1
      last = 'unit'
    } else if (word in tens && last !== 'unit' && last !== 'ten') {
      group += tens[word] ?? 0
      last = 'ten'
    } else if (word in scales && (last !== undefined || (at === 1 && words[0] === 'a'))) {
      if (scales[word] === 1000) {
        total += (group === 0 ? 1 : group) * 1000
        group = 0
      } else {
        group = (group === 0 ? 1 : group) * 100
      }
      last = 'scale'
    } else if (word === 'a' && at === 0 && next in scales) {
      continue
    } else if (word === 'and' && last === 'scale' && (next in units || next in tens)) {
      continue
    } else {
      break
    }
    taken = at + 1
  }
  return taken === 0 ? undefined : { value: total + group, taken }
}

const ordinals: Record<string, number> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  final: -1,
  last: -1,
}

/** An ordinal as a number: “third” 3, “12th” 12, “last” -1. */
export function ordinal(word: string): number | undefined {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)
  return digits === null ? ordinals[word] : Number(digits[1])
}

export const ordinalPattern =
  '(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\\d{1,2}(?:st|nd|rd|th)|last|final)'
