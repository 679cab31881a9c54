import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Temporal } from '../../shared/dates.ts'
import { splitMessage } from './clauses.ts'
import { type Context, calendarOf } from './context.ts'
import type { Turn } from './history.ts'
import { plainly } from './paraphrases.ts'
import { Referents } from './referents.ts'
import { respond } from './respond.ts'
import { correctWord, editDistance, nameMatch } from './spelling.ts'
import { Utterance } from './utterance.ts'
import { understand } from './wishes.ts'

const env = {
  now: Temporal.Instant.from('2026-11-20T10:00:00Z'),
  profile: {
    timezone: 'Europe/London',
    locale: 'en-GB',
    currency: 'GBP',
    units: 'metric' as const,
    first_day_of_week: 'monday' as const,
  },
}

describe('an utterance', () => {
  test('is read in plain words and quoted as typed', () => {
    const text = new Utterance('Dont forget São Jorge in FIVE days pls')
    expect(text.plain).toBe("don't forget sao jorge in 5 days please")
    expect(text.slice({ start: 13, end: 22 })).toBe('São Jorge')
    expect(text.slice({ start: 26, end: 27 })).toBe('FIVE')
  })

  test('gives back any text of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (raw) => {
        const text = new Utterance(raw)
        expect(text.slice({ start: 0, end: text.plain.length })).toBe(text.raw)
      }),
    )
  })
})

test.each([
  ['musuem', 'museum'],
  ['weeknd', 'weekend'],
  ['remnd', 'remind'],
  ['plane', 'plane'],
  ['play', 'play'],
  ['rome', 'rome'],
])('%s is read as %s', (typed, word) => {
  expect(correctWord(typed)).toBe(word)
})
test('an edit distance is a distance', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })
  fc.assert(
    fc.property(
      word,
      word,
      (a, b) => editDistance(a, b) === editDistance(b, a) && (editDistance(a, b) === 0) === (a === b),
    ),
  )
})
test('names are found through typos, accents and endings', () => {
  expect(nameMatch('british musuem', 'British Museum')).toBeGreaterThan(0.8)
  expect(nameMatch('castelo de sao jorge', 'Castelo de São Jorge')).toBe(1)
  expect(nameMatch('the dentist', 'call the bank')).toBeLessThan(0.3)
})

test.each([
  ["I've booked the tickets. Now add pick up euros for tomorrow", 2],
  ['remind me to buy milk and call mum', 1],
  ['plan 3 days in Rome and Florence', 1],
  ["call it Mum's 60th and set the budget to 1.5k", 2],
  ['Cologne 12.12. to 14.12., four of us', 1],
])('“%s” has %i parts', (message, parts) => {
  expect(splitMessage(message)).toHaveLength(parts)
})

describe('without a conversation', () => {
  const context = (message: string): Context => ({
    env,
    referents: Referents.from([], undefined),
    calendar: calendarOf(env),
    earlier: [],
    message,
  })
  test.each([
    ['porto 3 nights march', ['plan_trip']],
    ['remind me to water the plants', ['add_task']],
    ['what time is it in tokyo', ['time']],
    ['150 euros in pounds', ['convert_currency']],
    ['how far is it from Vienna to Budapest', ['route']],
    ['undo that', ['undo']],
    ['write me a poem', ['cannot']],
    ['plan 2 days in Rome from 3 May and remind me to pack', ['plan_trip', 'add_task']],
  ])('“%s” is %j', (message, intents) => {
    expect(understand(message, context(message)).map(({ reading }) => reading.intent)).toEqual(intents)
  })

  test.each([
    ['ok '],
    ['all '],
    ['thanks you '],
    ['ok thanks so much '],
    ['add the castle on day 2 and '],
    ['remind me to buy milk, '],
    ['is it 3pm in London when '],
    ['1.1. '],
    ['€5 '],
    ['from Lisbon to '],
    ['the one about the '],
    ['aaaa'],
  ])('1,500 characters of “%s” are read within a second', (words) => {
    const message = `${words.repeat(Math.ceil(1499 / words.length)).slice(0, 1499)}!`
    const before = performance.now()
    for (const referents of [Referents.from([], undefined), Referents.from([], 'a trip')])
      understand(plainly(message, { referents }), { ...context(message), referents })
    expect(performance.now() - before).toBeLessThan(2000)
  })

  test('anything at all gets an answer or a call', () => {
    const words = fc.constantFrom(
      'plan',
      'move',
      'it',
      'the',
      'to',
      'friday',
      'delete',
      'task',
      'budget',
      '€5',
      'and',
      'in',
      'lisbon',
      '?',
      'undo',
      'what',
      'is',
      'left',
      'add',
      'day',
      '2',
      'me',
      'remind',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 10 }), (said) => {
        const response = respond([{ said: said.join(' '), done: [] }], env)
        expect('call' in response || response.reply.text.length > 0).toBe(true)
      }),
    )
  })
})

describe('a turn', () => {
  const city = {
    name: 'Lisbon',
    country: 'PT',
    country_name: 'Portugal',
    lat: 38.7,
    lon: -9.1,
    timezone: 'Europe/Lisbon',
    population: 500_000,
    kind: 'city',
    guide: true,
    confidence: 1,
  }
  const said = 'Plan 4 days in Lisbon from 12 May for two'
  const resolved: Turn['done'][number] = {
    call: { name: 'resolve_city', input: { name: 'Lisbon' } },
    outcome: { ok: true, output: { candidates: [city], ambiguous: false } },
  }

  test('goes one call further with every outcome, the same way each time', () => {
    expect(respond([{ said, done: [] }], env)).toEqual({ call: resolved.call })
    const next = respond([{ said, done: [resolved] }], env)
    expect(next).toMatchObject({
      call: { name: 'plan_trip', input: { start_date: '2027-05-12', end_date: '2027-05-15', travellers: 2 } },
    })
    expect(respond([{ said, done: [resolved] }], env)).toEqual(next)
  })

  test('tells a tool’s refusal in a sentence', () => {
    const failed: Turn['done'][number] = {
      call: { name: 'plan_trip', input: {} },
      outcome: { ok: false, error: { kind: 'unavailable', message: 'The planner is not there.' } },
    }
    expect(respond([{ said, done: [resolved, failed] }], env)).toMatchObject({
      reply: { text: expect.stringContaining('the planner is not there') },
    })
  })

  test('takes the answer to a question into the request that it was about', () => {
    const asked = respond([{ said: 'Plan a trip for us in June', done: [] }], env)
    if (!('reply' in asked) || asked.reply.question === undefined) throw new Error('It did not ask')
    const before: Turn = {
      said: 'Plan a trip for us in June',
      done: [],
      answer: asked.reply.text,
      question: asked.reply.question,
    }
    expect(respond([before, { said: 'Lisbon', done: [] }], env)).toEqual({ call: resolved.call })
  })
})
