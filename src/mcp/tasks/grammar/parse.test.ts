import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '../../../shared/dates.ts'
import { loadFallback } from './chrono.ts'
import { parsePhrase } from './parse.ts'

const fallback = await loadFallback()

/** A Friday, ten in the morning. */
const context = {
  now: Temporal.PlainDateTime.from('2026-11-20T10:00'),
  zone: 'Europe/London',
  dayFirst: true,
  dottedDates: false,
}
const parse = (text: string, changes: Partial<typeof context> = {}) =>
  parsePhrase(text, { ...context, ...changes }, fallback)
const at = (now: string) => ({ now: Temporal.PlainDateTime.from(now) })

describe('dates', () => {
  it.each([
    ['today', '2026-11-20'],
    ['tomorrow', '2026-11-21'],
    ['buy milk tom', '2026-11-21'],
    ['tommorow', '2026-11-21'],
    ['day after tomorrow', '2026-11-22'],
    ['monday', '2026-11-23'],
    ['friday', '2026-11-27'],
    ['this friday', '2026-11-20'],
    ['next friday', '2026-11-27'],
    ['next tuesday', '2026-11-24'],
    ['tuesday week', '2026-12-01'],
    ['a week on tuesday', '2026-12-01'],
    ['this weekend', '2026-11-21'],
    ['next weekend', '2026-11-28'],
    ['next week', '2026-11-23'],
    ['next month', '2026-12-01'],
    ['next year', '2027-01-01'],
    ['in 3 weeks', '2026-12-11'],
    ['in 1 month and 3 days', '2026-12-23'],
    ['in a fortnight', '2026-12-04'],
    ['2 weeks from now', '2026-12-04'],
    ['a week from tomorrow', '2026-11-28'],
    ['in 2 business days', '2026-11-24'],
    ['15th', '2026-12-15'],
    ['on the 31st', '2026-12-31'],
    ['12 May', '2027-05-12'],
    ['May 12th, 2027', '2027-05-12'],
    ['the 12th of May', '2027-05-12'],
    ['Thursday 8 April', '2027-04-08'],
    ['20 November', '2026-11-20'],
    ['29 feb', '2028-02-29'],
    ['2027-05-12', '2027-05-12'],
    ['12/5', '2027-05-12'],
    ['12/5/2027', '2027-05-12'],
    ['12.5.2027', '2027-05-12'],
    ['on 12.12.', '2026-12-12'],
    ['3-10 May', '2027-05-03'],
    ['May 3 to 10', '2027-05-03'],
    ['from 3 to 10 May', '2027-05-03'],
    ['from 3 May to 10 May', '2027-05-03'],
    ['in march', '2027-03-01'],
    ['mid-may', '2027-05-15'],
    ['end of may', '2027-05-31'],
    ['eow', '2026-11-20'],
    ['end of month', '2026-11-30'],
    ['eom', '2026-11-30'],
    ['end of next week', '2026-11-27'],
    ['eoy', '2026-12-31'],
    ['End of November', '2026-11-30'],
    ['first of the month', '2026-12-01'],
    ['on the last day of the month', '2026-11-30'],
    ['next Monday to Friday', '2026-11-23'],
    ['first monday of january', '2027-01-04'],
    ['last friday of the month', '2026-11-27'],
    ['Christmas', '2026-12-25'],
    ['christmas eve', '2026-12-24'],
    ['3 days before christmas', '2026-12-22'],
    ['the day before 12 May', '2027-05-11'],
    ['Easter 2027', '2027-03-28'],
    ['good friday', '2027-03-26'],
    ['thanksgiving', '2026-11-26'],
    ['new year’s eve', '2026-12-31'],
  ])('%s is %s', (text, due) => {
    const parsed = parse(text)
    expect(parsed).toMatchObject({ due, all_day: true })
    expect(parsed.due_timezone).toBeUndefined()
  })

  it('“friday” is the next one also on the other days, “next friday” that of the next calendar week', () => {
    const wednesday = at('2026-11-18T10:00')
    expect(parse('friday', wednesday).due).toBe('2026-11-20')
    expect(parse('next friday', wednesday).due).toBe('2026-11-27')
    expect(parse('eow', at('2026-11-21T10:00')).due).toBe('2026-11-27')
  })

  it('reads 12/5 by custom, and the only way where there is one', () => {
    expect(parse('12/5', { dayFirst: false }).due).toBe('2026-12-05')
    expect(parse('30/6/2027', { dayFirst: false }).due).toBe('2027-06-30')
  })

  it('takes the date that says when, not the one in passing', () => {
    expect(parse('Prepare Monday meeting notes by wednesday')).toMatchObject({
      title: 'Prepare Monday meeting notes',
      due: '2026-11-25',
    })
  })

  it.each([
    'Move old monitor',
    'march on washington book',
    '5 days',
    'rent a car for a week',
    'Call Tom',
    'lunch with tom',
    'enjoy the sun',
    'sat on the mat',
    'may be late',
    'only 5 may attend',
    'Read the 2nd chapter',
    'meet on the 5th floor',
    '1/2 cup sugar',
    'open 24/7',
    'Prepare Monday’s slides',
    'Buy christmas presents',
    'after friday call',
    'write weekly report',
    'read chapter 3.4.',
    'install version 2.10.3',
    'email bob@friday.com',
    'read https://example.com/2027-05-12/tomorrow',
    'meet at 5 guys',
    'fix issue #42',
  ])('leaves “%s” as it is', (text) => {
    expect(parse(text)).toEqual({ title: text, spans: [] })
  })

  it.each([
    'pay 31 February',
    '31 Feb',
    'on 30/2 pay',
    'report 2027-02-31',
    '31 June 5pm',
    'every year on feb 31',
    'tomorrow or 29 feb 2027',
  ])('does not move the date that does not exist in “%s”', (text) => {
    const parsed = parse(text)
    expect(parsed).toMatchObject({ title: text, spans: [], note: expect.stringContaining('not a date that exists') })
    expect(parsed.due).toBeUndefined()
    expect(parsed.recurrence).toBeUndefined()
  })
})

describe('times', () => {
  it.each([
    ['tomorrow 5pm', '2026-11-21T17:00'],
    ['tomorrow at 5', '2026-11-21T17:00'],
    ['tomorrow at 9', '2026-11-21T09:00'],
    ['at 17:30', '2026-11-20T17:30'],
    ['5.30pm', '2026-11-20T17:30'],
    ['17h30', '2026-11-20T17:30'],
    ['at 05:30', '2026-11-21T05:30'],
    ['9am', '2026-11-21T09:00'],
    ['half past 4', '2026-11-20T16:30'],
    ['quarter to 5', '2026-11-20T16:45'],
    ['ten past six', '2026-11-20T18:10'],
    ['noon tomorrow', '2026-11-21T12:00'],
    ['by midnight', '2026-11-20T23:59'],
    ['12am tomorrow', '2026-11-21T00:00'],
    ['tonight', '2026-11-20T20:00'],
    ['tonight at 8', '2026-11-20T20:00'],
    ['monday morning', '2026-11-23T09:00'],
    ['friday at 8 in the evening', '2026-11-27T20:00'],
    ['tomorrow at 6 in the morning', '2026-11-21T06:00'],
    ['in 20 minutes', '2026-11-20T10:20'],
    ['in an hour and a half', '2026-11-20T11:30'],
    ['in 1h 30m', '2026-11-20T11:30'],
    ['eod', '2026-11-20T17:00'],
    ['by EOD friday', '2026-11-27T17:00'],
    ['order pizza for 7pm', '2026-11-20T19:00'],
    ['2027-05-12T17:00', '2027-05-12T17:00'],
    ['12 May 2027 at 14:30', '2027-05-12T14:30'],
    ['call the dentist next Fri at 3pm', '2026-11-27T15:00'],
  ])('%s is %s', (text, due) => {
    expect(parse(text)).toMatchObject({ due, all_day: false, due_timezone: 'Europe/London' })
  })

  it.each([
    ['meeting 3-4pm tomorrow', '2026-11-21T15:00', 60],
    ['workshop from 14:00 to 16:30', '2026-11-20T14:00', 150],
    ['call between 2pm and 3pm', '2026-11-20T14:00', 60],
    ['lunch 11-1pm', '2026-11-20T11:00', 120],
    ['work from 10 to 12', '2026-11-20T10:00', 120],
  ])('%s begins %s and takes %i minutes', (text, due, duration_minutes) => {
    expect(parse(text)).toMatchObject({ due, duration_minutes })
  })

  it('keeps the clock when “in 2 hours” crosses a change of clocks', () => {
    expect(parse('in 2 hours', at('2027-03-28T00:30')).due).toBe('2027-03-28T03:30')
  })
})

describe('repeats', () => {
  it.each([
    ['every day', 'FREQ=DAILY', '2026-11-20'],
    ['vitamins daily', 'FREQ=DAILY', '2026-11-20'],
    ['every other day', 'FREQ=DAILY;INTERVAL=2', '2026-11-20'],
    ['every third day', 'FREQ=DAILY;INTERVAL=3', '2026-11-20'],
    ['every weekday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-20'],
    ['every mon-fri', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-20'],
    ['every weekend', 'FREQ=WEEKLY;BYDAY=SA,SU', '2026-11-21'],
    ['every monday and thursday', 'FREQ=WEEKLY;BYDAY=MO,TH', '2026-11-23'],
    ['every thu, mon & fri', 'FREQ=WEEKLY;BYDAY=MO,TH,FR', '2026-11-20'],
    ['yoga on mondays', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-23'],
    ['every other friday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-11-20'],
    ['every 2 weeks', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-11-20'],
    ['every 2 weeks on monday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', '2026-11-23'],
    ['every 2 months on the 5th', 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5', '2026-12-05'],
    ['gym every mon wed fri', 'FREQ=WEEKLY;BYDAY=MO,WE,FR', '2026-11-20'],
    ['every january', 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1', '2027-01-01'],
    ['every first of the month', 'FREQ=MONTHLY;BYMONTHDAY=1', '2026-12-01'],
    ['fortnightly', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-11-20'],
    ['every 3rd tuesday', 'FREQ=MONTHLY;BYDAY=3TU', '2026-12-15'],
    ['every 3rd tuesday of the month', 'FREQ=MONTHLY;BYDAY=3TU', '2026-12-15'],
    ['every first monday', 'FREQ=MONTHLY;BYDAY=1MO', '2026-12-07'],
    ['every last friday of the month', 'FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27'],
    ['every month on the 15th', 'FREQ=MONTHLY;BYMONTHDAY=15', '2026-12-15'],
    ['every 15th', 'FREQ=MONTHLY;BYMONTHDAY=15', '2026-12-15'],
    ['1st and 15th of every month', 'FREQ=MONTHLY;BYMONTHDAY=1,15', '2026-12-01'],
    ['last day of every month', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30'],
    ['monthly', 'FREQ=MONTHLY;BYMONTHDAY=20', '2026-11-20'],
    ['every quarter', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20', '2026-11-20'],
    ['every year on january 3', 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=3', '2027-01-03'],
    ['every 3 january', 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=3', '2027-01-03'],
    ['every christmas', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25', '2026-12-25'],
    ['yearly', 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20', '2026-11-20'],
    ['every day until 5 june', 'FREQ=DAILY;UNTIL=20270605', '2026-11-20'],
    ['every day for 10 times', 'FREQ=DAILY;COUNT=10', '2026-11-20'],
    ['every monday starting 7 dec', 'FREQ=WEEKLY;BYDAY=MO', '2026-12-07'],
  ])('%s is %s', (text, recurrence, due) => {
    expect(parse(text)).toMatchObject({ recurrence, due, all_day: true })
  })

  it('begins at the first occurrence from now on, at its time', () => {
    expect(parse('every friday 9am').due).toBe('2026-11-27T09:00')
    expect(parse('every friday 11am').due).toBe('2026-11-20T11:00')
    expect(parse('every morning').due).toBe('2026-11-21T09:00')
  })

  it('counts from completion with every!', () => {
    expect(parse('haircut every! 3 weeks')).toMatchObject({
      title: 'haircut',
      recurrence: 'FREQ=WEEKLY;INTERVAL=3',
      recur_from_completion: true,
    })
    expect(parse('water plants every 3 days after completion')).toMatchObject({ recur_from_completion: true })
  })

  it('reads no repetition by the hour', () => {
    expect(parse('blink every 5 minutes').recurrence).toBeUndefined()
  })
})

describe('marks', () => {
  it('reads priority, labels, project, length and description', () => {
    expect(parse('Fix tap p1 @home @diy #house for 20 min // under the sink')).toMatchObject({
      title: 'Fix tap',
      description: 'under the sink',
      priority: 1,
      labels: ['home', 'diy'],
      project: 'house',
      duration_minutes: 20,
    })
  })

  it.each([
    ['x !2', 2],
    ['x p4', 4],
    ['high priority x', 1],
    ['x, low priority', 4],
    ['priority: high x', 1],
  ])('%s has priority %i', (text, priority) => {
    expect(parse(text)).toMatchObject({ title: 'x', priority })
  })

  it.each([
    ['walk 30m', 30],
    ['read for half an hour', 30],
    ['write for 1h30', 90],
    ['clean (2 hours)', 120],
    ['run for an hour', 60],
  ])('%s takes %i minutes', (text, duration_minutes) => {
    expect(parse(text)).toMatchObject({ duration_minutes })
  })

  it('reads reminders', () => {
    expect(parse('call bob tomorrow 3pm remind me 10 min before')).toMatchObject({
      title: 'call bob',
      due: '2026-11-21T15:00',
      remind_at: '2026-11-21T14:50:00Z',
    })
    expect(parse('remind me to buy stamps tomorrow')).toMatchObject({
      title: 'buy stamps',
      due: '2026-11-21',
      remind_at: '2026-11-21T09:00:00Z',
    })
    expect(parse('remind me tomorrow at 8 to call mum')).toMatchObject({
      title: 'call mum',
      remind_at: '2026-11-21T08:00:00Z',
    })
    expect(parse('dentist tomorrow 3pm, remind me the day before')).toMatchObject({
      title: 'dentist',
      remind_at: '2026-11-20T15:00:00Z',
    })
    expect(parse('remind me to buy stamps')).toEqual({ title: 'remind me to buy stamps', spans: [] })
  })

  it('does not look into quotations', () => {
    expect(parse('read “tomorrow never dies” friday')).toMatchObject({
      title: 'read “tomorrow never dies”',
      due: '2026-11-27',
    })
    expect(parse('"every friday p1 @x" song').spans).toEqual([])
    expect(parse('pack #"Lisbon in May"')).toMatchObject({ title: 'pack', project: 'Lisbon in May' })
  })
})

describe('spans', () => {
  it('are exact ranges of the text', () => {
    const text = 'Call mum, tomorrow 5pm p1 #home'
    const { spans, title } = parse(text)
    expect(title).toBe('Call mum')
    expect(spans.map(({ start, end, field }) => [field, text.slice(start, end)])).toEqual([
      ['due', 'tomorrow 5pm'],
      ['priority', 'p1'],
      ['project', '#home'],
    ])
  })

  const words = fc.constantFrom(
    ...[
      'call',
      'mum',
      'tomorrow',
      '5pm',
      'p1',
      '@home',
      '#trip',
      'every',
      'friday',
      'for',
      '20 min',
      'remind me',
      'on',
      'the',
    ],
    ...[
      '15th',
      'May',
      '3',
      'to',
      '10',
      '"quoted',
      'text"',
      '—',
      ',',
      '(',
      ')',
      'Ünïcödé',
      '日本',
      '👋',
      'at',
      'noon',
      '31 Feb',
      '// note',
    ],
  )
  const line = fc.oneof(
    fc.array(words, { minLength: 1, maxLength: 12 }).map((list) => list.join(' ')),
    fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
  )
  const letters = (text: string) => [...text.replace(/[^\p{L}\p{N}]/gu, '')].sort().join('')

  it('do not overlap, and with the title cover the text', () => {
    fc.assert(
      fc.property(line, (text) => {
        fc.pre(text.trim() !== '')
        const { spans, title } = parse(text)
        let end = 0
        for (const span of spans) {
          expect(span.start).toBeGreaterThanOrEqual(end)
          expect(span.end).toBeGreaterThan(span.start)
          end = span.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
        const taken = spans.map((span) => text.slice(span.start, span.end)).join('')
        const whole = letters(title) === letters(text.trim())
        expect(whole || letters(title + taken) === letters(text)).toBe(true)
        if (spans.length === 0) expect(title).toBe(text.trim().replace(/\s+/gu, ' '))
      }),
      { numRuns: 500 },
    )
  })

  it('leave a title without phrases as it is, again and again', () => {
    fc.assert(
      fc.property(line, (text) => {
        const first = parse(text)
        fc.pre(first.spans.length === 0)
        expect(parse(first.title).title).toBe(first.title)
      }),
    )
  })
})

it.each(['pay in 9000 years', 'pay on 1 Jan 9999', 'pay on 1 Jan 1500', 'pay on 1 Jan 9999 at 5pm'])(
  'a date too far off stays in the title, with a note: %s',
  (text) => {
    expect(parse(text)).toEqual({ title: text, note: 'The date is too far off for a task.', spans: [] })
  },
)
