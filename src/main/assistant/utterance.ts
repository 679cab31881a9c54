import { folded } from '../../shared/folded.ts'
import { numberFromWords } from './entities/number-words.ts'
import type { Span } from './entities/span.ts'
import { correctWord } from './spelling.ts'

/** Short and careless spellings, written out. */
const written: Record<string, string> = {
  pls: 'please',
  plz: 'please',
  plse: 'please',
  u: 'you',
  ur: 'your',
  r: 'are',
  n: 'and',
  thx: 'thanks',
  tnx: 'thanks',
  ty: 'thanks',
  frm: 'from',
  tmrw: 'tomorrow',
  tmr: 'tomorrow',
  tmw: 'tomorrow',
  tomoz: 'tomorrow',
  tomo: 'tomorrow',
  tomorow: 'tomorrow',
  wknd: 'weekend',
  wkend: 'weekend',
  wk: 'week',
  wks: 'weeks',
  nite: 'night',
  nites: 'nights',
  wanna: 'want to',
  gonna: 'going to',
  gotta: 'have to',
  dont: "don't",
  cant: "can't",
  wont: "won't",
  didnt: "didn't",
  doesnt: "doesn't",
  isnt: "isn't",
  havent: "haven't",
  hasnt: "hasn't",
  wasnt: "wasn't",
  whats: "what's",
  wheres: "where's",
  whens: "when's",
  hows: "how's",
  whos: "who's",
  thats: "that's",
  theres: "there's",
  im: "i'm",
  ive: "i've",
  weve: "we've",
  youre: "you're",
  lets: "let's",
  ppl: 'people',
  rn: 'right now',
  atm: 'right now',
  hols: 'holiday',
  hol: 'holiday',
  till: 'until',
  til: 'until',
  thru: 'through',
  mins: 'minutes',
  hrs: 'hours',
  hr: 'hour',
  abt: 'about',
  bout: 'about',
  todo: 'to-do',
  todos: 'to-dos',
  itin: 'itinerary',
  pics: 'pictures',
  travelers: 'travellers',
  traveler: 'traveller',
  kinda: 'kind of',
  lemme: 'let me',
  gimme: 'give me',
  bday: 'birthday',
  wud: 'would',
  cud: 'could',
  shud: 'should',
  w: 'with',
  ya: 'you',
  tomoro: 'tomorrow',
  owt: 'anything',
  summat: 'something',
  actualy: 'actually',
  thinkin: 'thinking',
  lookin: 'looking',
  goin: 'going',
  wat: 'what',
  wen: 'when',
  bc: 'because',
  cos: 'because',
  coz: 'because',
  appt: 'appointment',
  ad: 'add',
  adn: 'and',
  evry: 'every',
  evrey: 'every',
  everyday: 'every day',
  taks: 'task',
  tsk: 'task',
  tasl: 'task',
  remindr: 'reminder',
  remider: 'reminder',
  dlete: 'delete',
  del: 'delete',
  rm: 'remove',
}

const token = /[\p{L}\p{M}]+(?:'[\p{L}]+)*|\p{N}+|\s+|./gsu

/**
 * A message in two forms: `raw` as typed, and `plain` for reading: lower case, typos of the grammar's words corrected, numbers
 * in digits, abbreviations written out. Names are taken from `raw` through `slice`.
 */
export class Utterance {
  readonly raw: string
  readonly plain: string
  /** For every character of `plain` (and its end), where it comes from in `raw`. */
  readonly #from: readonly number[]
  readonly #to: readonly number[]

  constructor(text: string) {
    this.raw = text
      .normalize('NFC')
      .replace(/[‘’ʼ`´]/g, "'")
      .replace(/[“”„]/g, '"')
      .replace(/[–—−]/g, '-')
      .replace(/\b([Uu])n-(?=(?:check|tick|mark|do|done|complete)\b)/g, '$1n')
      .replace(/\u00a6/g, '|')
      .replace(/\s+/g, ' ')
      .trim()
    const built = plainOf(this.raw)
    this.plain = built.plain
    this.#from = built.from
    this.#to = built.to
  }

  /** What was typed where `plain` has this span, without surrounding blanks and punctuation. */
  slice({ start, end }: Span): string {
    if (end <= start) return ''
    const from = this.#from[start] ?? this.raw.length
    const to = this.#to[end - 1] ?? this.raw.length
    return this.raw.slice(from, to).trim()
  }
}

function plainOf(raw: string): { plain: string; from: number[]; to: number[] } {
  const tokens = [...raw.matchAll(token)].map((match) => ({ text: match[0], at: match.index }))
  let plain = ''
  const from: number[] = []
  const to: number[] = []
  const put = (text: string, start: number, end: number) => {
    for (let index = 0; index < text.length; index++) {
      const same = text.length === end - start
      from.push(same ? start + index : start)
      to.push(same ? start + index + 1 : end)
    }
    plain += text
  }
  for (let at = 0; at < tokens.length; at++) {
    const { text, at: start } = tokens[at] ?? { text: '', at: 0 }
    if (!/^\p{L}/u.test(text)) {
      put(text === '&' ? 'and' : text, start, start + text.length)
      continue
    }
    const number = numberAt(tokens, at)
    if (number !== undefined) {
      put(String(number.value), start, number.end)
      at = number.last
      continue
    }
    const lower = folded(text)
    const capital = /^\p{Lu}/u.test(text) && !beginsSentence(raw, start)
    const corrected = correctWord(lower)
    // A capital inside a sentence is a name, unless it is nearly a month or a weekday.
    const word =
      lower === 'form' && meansFrom(tokens, at)
        ? 'from'
        : (written[lower] ?? (capital && !calendarName.test(corrected) ? lower : corrected))
    put(word, start, start + text.length)
  }
  return { plain, from, to }
}

/** “leaving form Leeds”, “Rome form 3 May”: a slip where “from” is meant. */
const meansFrom = (tokens: readonly { text: string }[], at: number): boolean =>
  /^(?:leaving|flying|starting|departing|travelling|traveling|coming|going|depart|fly|start|travel|out|trip|holiday|days?|nights?|week|weekend|break|away)$/i.test(
    tokens[at - 2]?.text ?? '',
  ) ||
  (/^\p{N}/u.test(tokens[at + 2]?.text ?? '') &&
    !/^(?:in|the|a|my|this|tax|your|out|order)$/i.test(tokens[at - 2]?.text ?? ''))

/** A number in words at a token, over the words that blanks or hyphens join. */
function numberAt(
  tokens: { text: string; at: number }[],
  at: number,
): { value: number; last: number; end: number } | undefined {
  const words: string[] = []
  const places: number[] = []
  for (let index = at; index < tokens.length && words.length < 8; index++) {
    const text = tokens[index]?.text ?? ''
    if (/^\p{L}/u.test(text)) {
      words.push(text.toLowerCase())
      places.push(index)
    } else if (!/^[ -]$/.test(text)) {
      break
    }
  }
  const number = numberFromWords(words)
  if (number === undefined) return undefined
  const last = places[number.taken - 1] ?? at
  const final = tokens[last]
  return { value: number.value, last, end: (final?.at ?? 0) + (final?.text.length ?? 0) }
}

const calendarName =
  /^(?:january|february|march|april|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|easter|christmas)$/

const beginsSentence = (raw: string, at: number): boolean => /(?:^|[.!?:]\s*)$/.test(raw.slice(0, at))
