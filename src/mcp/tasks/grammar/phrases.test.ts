import { describe, expect, it } from 'vitest'
import { Temporal } from '../../../shared/dates.ts'
import { loadFallback } from './chrono.ts'
import { parsePhrase } from './parse.ts'

const fallback = await loadFallback()

/** A Wednesday, ten in the morning in UTC. */
const context = {
  now: Temporal.PlainDateTime.from('2027-05-12T11:00'),
  zone: 'Europe/Lisbon',
  dayFirst: true,
  dottedDates: false,
}
const parse = (text: string, changes: Partial<typeof context> = {}) =>
  parsePhrase(text, { ...context, ...changes }, fallback)

type Row = [text: string, title: string, due: string, recurrence?: string]

/** Each phrase leaves just the title that is named, is due then and repeats so, or not at all. */
function reads(rows: readonly Row[], changes: Partial<typeof context> = {}): void {
  it.each(rows)('%s', (text, title, due, recurrence) => {
    const parsed = parse(text, changes)
    expect({ title: parsed.title, due: parsed.due, recurrence: parsed.recurrence }).toEqual({ title, due, recurrence })
  })
}

/** Each phrase is a title, and nothing is understood. */
function leaves(texts: readonly string[], changes: Partial<typeof context> = {}): void {
  it.each(texts)('leaves “%s” as it is', (text) => {
    const { note: _note, ...parsed } = parse(text, changes)
    expect(parsed).toEqual({ title: text, spans: [] })
  })
}

describe('a weekday or a working day of every month', () => {
  reads([
    ['third friday of every month', 'third friday of every month', '2027-05-21', 'FREQ=MONTHLY;BYDAY=3FR'],
    ['review 2nd monday of each month', 'review', '2027-06-14', 'FREQ=MONTHLY;BYDAY=2MO'],
    ['plan first monday of every month', 'plan', '2027-06-07', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['dinner fourth thursday of every month', 'dinner', '2027-05-27', 'FREQ=MONTHLY;BYDAY=4TH'],
    ['last sunday of each month call gran', 'call gran', '2027-05-30', 'FREQ=MONTHLY;BYDAY=-1SU'],
    ['call on the first tuesday of every month', 'call', '2027-06-01', 'FREQ=MONTHLY;BYDAY=1TU'],
    ['the 2nd wednesday of every month bins', 'bins', '2027-05-12', 'FREQ=MONTHLY;BYDAY=2WE'],
    ['rent 1st friday of every other month', 'rent', '2027-06-04', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1FR'],
    ['sync first and third monday of every month', 'sync', '2027-05-17', 'FREQ=MONTHLY;BYDAY=1MO,3MO'],
    ['board last thursday of every quarter', 'board', '2027-06-24', 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=-1TH'],
    ['club the second tuesday of each month at 7pm', 'club', '2027-06-08T19:00', 'FREQ=MONTHLY;BYDAY=2TU'],
    ['books last working day of each month', 'books', '2027-05-31', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    [
      'review on the first business day of every month',
      'review',
      '2027-06-01',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
    ],
    ['pay every month on the last weekday', 'pay', '2027-05-31', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    ['pay every month on the last working day', 'pay', '2027-05-31', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    ['pay monthly on the first working day', 'pay', '2027-06-01', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1'],
    ['close last day of every quarter', 'close', '2027-06-30', 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'],
  ])
  leaves(['third friday of every fortnight', 'pay every month on the 2nd to last friday'])
})

describe('days with an article and a preposition', () => {
  reads([
    ['dentist on the 3rd of june at 10am', 'dentist', '2027-06-03T10:00'],
    ['party on the 18th of may', 'party', '2027-05-18'],
    ['call at the end of next month', 'call', '2027-06-30'],
    ['gran on the 2nd of july', 'gran', '2027-07-02'],
    ['exam on the 9th of march 2028 at 9am', 'exam', '2028-03-09T09:00'],
    ['pay by the 30th of june', 'pay', '2027-06-30'],
    ['move from the 4th of may', 'move', '2028-05-04'],
    ['lunch on the twelfth of june at noon', 'lunch', '2027-06-12T12:00'],
    ['report at the start of next week', 'report', '2027-05-17'],
    ['ship by the end of june', 'ship', '2027-06-30'],
    ['call at the end of the week', 'call', '2027-05-14'],
    ['at the end of the month pay rent', 'pay rent', '2027-05-31'],
    ['review in the middle of next month', 'review', '2027-06-15'],
    ['sign by the 3 june', 'sign', '2027-06-03'],
    ['meet on the friday', 'meet', '2027-05-14'],
    ['report on the twenty-first of june', 'report', '2027-06-21'],
  ])
})

describe('abbreviated weekdays', () => {
  reads([
    ['call mon 3pm', 'call', '2027-05-17T15:00'],
    ['meet sun 10am', 'meet', '2027-05-16T10:00'],
    ['call wed 11:00', 'call', '2027-05-19T11:00'],
    ['text sat 6pm', 'text', '2027-05-15T18:00'],
    ['ring sun at 4pm', 'ring', '2027-05-16T16:00'],
    ['meet sat evening', 'meet', '2027-05-15T19:00'],
    ['see mon 9am', 'see', '2027-05-17T09:00'],
    ['ask wed', 'ask', '2027-05-19'],
    ['phone sat', 'phone', '2027-05-15'],
    ['visit sat 2pm', 'visit', '2027-05-15T14:00'],
  ])
  leaves([
    'visit sun temple',
    'lunch with sun',
    'mon ami bakery',
    'fix wed server',
    'satellite sun damage',
    'enjoy the sun',
    'sat on the mat',
  ])
})

describe('working days from now', () => {
  reads([
    ['report in 2 weekdays', 'report', '2027-05-14'],
    ['report in 2 working days', 'report', '2027-05-14'],
    ['call next business day', 'call', '2027-05-13'],
    ['ship in 5 weekdays', 'ship', '2027-05-19'],
    ['reply within 3 business days', 'reply', '2027-05-17'],
    ['answer in two working days at noon', 'answer', '2027-05-14T12:00'],
    ['pay 4 business days from today', 'pay', '2027-05-18'],
    ['sign on the next business day', 'sign', '2027-05-13'],
    ['close last working day of next month', 'close', '2027-06-30'],
    ['open second working day of july', 'open', '2027-07-02'],
    ['start next weekday', 'start', '2027-05-13'],
  ])
  leaves(['2 weekdays left'])
})

describe('dates in two parts', () => {
  reads([
    ['rent next month on the 15th', 'rent', '2027-06-15'],
    ['call in two weeks on tuesday', 'call', '2027-05-25'],
    ['call tuesday in two weeks', 'call', '2027-05-25'],
    ['plan next month on the first monday', 'plan', '2027-06-07'],
    ['rent next month on the last day', 'rent', '2027-06-30'],
    ['rent this month on the 30th', 'rent', '2027-05-30'],
    ['visit in 2 months on the 5th', 'visit', '2027-07-05'],
    ['rent 15th of next month', 'rent', '2027-06-15'],
    ['call in three weeks on friday', 'call', '2027-06-04'],
    ['call friday in 3 weeks', 'call', '2027-06-04'],
    ['meet on monday in a fortnight', 'meet', '2027-05-24'],
    ['fair 3 june next year', 'fair', '2028-06-03'],
    ['fair next year on 3 june', 'fair', '2028-06-03'],
    ['club first monday next month', 'club', '2027-06-07'],
  ])
  leaves([
    'call in a month on friday',
    'call in 2 days on friday',
    'call in a year on monday',
    'call friday in 3 months',
  ])
})

describe('every so many years, quarters and months, on a day', () => {
  reads([
    ['tax every 2 years on 1 june', 'tax', '2027-06-01', 'FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=1'],
    ['tax every other year on 1 june', 'tax', '2027-06-01', 'FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=1'],
    ['vat every quarter on the 1st', 'vat', '2027-06-01', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1'],
    ['rent monthly on day 31', 'rent', '2027-05-31', 'FREQ=MONTHLY;BYMONTHDAY=31'],
    ['visa every 3 years on 4 july', 'visa', '2027-07-04', 'FREQ=YEARLY;INTERVAL=3;BYMONTH=7;BYMONTHDAY=4'],
    ['leap every second year on 29 feb', 'leap', '2028-02-29', 'FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29'],
    ['tax every other year on the 1st of june', 'tax', '2027-06-01', 'FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=1'],
    [
      'tax every 2 years on june 1st at 9am',
      'tax',
      '2027-06-01T09:00',
      'FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=1',
    ],
    ['gifts every other year on christmas', 'gifts', '2027-12-25', 'FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=25'],
    ['tax 1 june every year', 'tax', '2027-06-01', 'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1'],
    ['tax yearly on 4 july', 'tax', '2027-07-04', 'FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4'],
    ['vat quarterly on the 5th', 'vat', '2027-06-05', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5'],
    ['vat every 2 quarters on the 1st', 'vat', '2027-06-01', 'FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1'],
    ['rent every month on day 3', 'rent', '2027-06-03', 'FREQ=MONTHLY;BYMONTHDAY=3'],
    ['rent day 10 of every month', 'rent', '2027-06-10', 'FREQ=MONTHLY;BYMONTHDAY=10'],
    ['rent monthly on the last day', 'rent', '2027-05-31', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['pay every month on the 1st and 15th', 'pay', '2027-05-15', 'FREQ=MONTHLY;BYMONTHDAY=1,15'],
    ['pay every month on the 15th and last day', 'pay', '2027-05-15', 'FREQ=MONTHLY;BYMONTHDAY=-1,15'],
  ])
})

describe('exceptions', () => {
  reads([
    ['run every day except sunday', 'run', '2027-05-12', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
    ['run every day except weekends', 'run', '2027-05-12', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['run every day but monday', 'run', '2027-05-12', 'FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU'],
    ['log every weekday except friday', 'log', '2027-05-12', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH'],
    ['pills daily except sunday', 'pills', '2027-05-12', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
    ['run every day except sat and sun', 'run', '2027-05-12', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['clean every weekend except sunday', 'clean', '2027-05-15', 'FREQ=WEEKLY;BYDAY=SA'],
    ['gym every mon, wed and fri except wed', 'gym', '2027-05-14', 'FREQ=WEEKLY;BYDAY=MO,FR'],
    ['water every day except on tuesdays', 'water', '2027-05-12', 'FREQ=WEEKLY;BYDAY=MO,WE,TH,FR,SA,SU'],
    ['walk every day excluding saturday', 'walk', '2027-05-12', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SU'],
  ])
  leaves([
    'run every monday except holidays',
    'run every day except christmas',
    'run every day unless raining',
    'run every friday except the last',
  ])
})

describe('repetitions over a range of days', () => {
  reads([
    ['class every tuesday from 1 june to 30 june', 'class', '2027-06-01', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630'],
    ['class every tuesday from 1 to 30 june', 'class', '2027-06-01', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630'],
    ['camp every day from june 1 to june 10', 'camp', '2027-06-01', 'FREQ=DAILY;UNTIL=20270610'],
    [
      'gym every mon and wed between 3 may 2028 and 3 july 2028',
      'gym',
      '2028-05-03',
      'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20280703',
    ],
    ['class every friday from september to december', 'class', '2027-09-03', 'FREQ=WEEKLY;BYDAY=FR;UNTIL=20271231'],
    ['work every day from monday to friday', 'work', '2027-05-12', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['swim every sunday starting 6 june until 4 july', 'swim', '2027-06-06', 'FREQ=WEEKLY;BYDAY=SU;UNTIL=20270704'],
    [
      'class every tuesday from 20 december to 10 january',
      'class',
      '2027-12-21',
      'FREQ=WEEKLY;BYDAY=TU;UNTIL=20280110',
    ],
    ['call every week from 3 june to 1 july', 'call', '2027-06-03', 'FREQ=WEEKLY;BYDAY=TH;UNTIL=20270701'],
    ['camp daily from 1 june till 5 june at 9am', 'camp', '2027-06-01T09:00', 'FREQ=DAILY;UNTIL=20270605'],
    ['class every tuesday from 9 to 5', 'class', '2027-05-18T09:00', 'FREQ=WEEKLY;BYDAY=TU'],
  ])
})

describe('more than one day of the year', () => {
  reads([
    ['pay every 5 jan and 5 july', 'pay', '2027-07-05', 'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=5'],
    ['pay every 1 jan, 1 apr, 1 jul and 1 oct', 'pay', '2027-07-01', 'FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1'],
    ['pay every jan 5 and july 5', 'pay', '2027-07-05', 'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=5'],
    ['tax every 1 and 15 march', 'tax', '2028-03-01', 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1,15'],
    ['pay every year on 5 jan and 5 july', 'pay', '2027-07-05', 'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=5'],
    ['service every january and july', 'service', '2027-07-01', 'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1'],
    ['pay every 5 jan, 5 july', 'pay', '2027-07-05', 'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=5'],
  ])
  leaves([
    'trim every 1st of march and september',
    'pay every 5 jan and 6 july',
    'run every monday and 5 july',
    'run every day and friday',
    'pay every 3 may or 4 june',
    'rent every easter',
  ])
})

describe('repetitions bound to their first day', () => {
  reads([
    ['gym every week', 'gym', '2027-05-12', 'FREQ=WEEKLY;BYDAY=WE'],
    ['rent every month', 'rent', '2027-05-12', 'FREQ=MONTHLY;BYMONTHDAY=12'],
    ['tax every year', 'tax', '2027-05-12', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12'],
    ['gym every week from friday', 'gym', '2027-05-14', 'FREQ=WEEKLY;BYDAY=FR'],
    ['rent every month starting 3 june', 'rent', '2027-06-03', 'FREQ=MONTHLY;BYMONTHDAY=3'],
    ['tax every year from 3 june', 'tax', '2027-06-03', 'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=3'],
    ['gym every week at 9', 'gym', '2027-05-13T09:00', 'FREQ=WEEKLY;BYDAY=TH'],
    ['gym weekly from monday', 'gym', '2027-05-17', 'FREQ=WEEKLY;BYDAY=MO'],
    ['rent every 3 months from 5 june', 'rent', '2027-06-05', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5'],
    ['gym every 2 weeks starting next monday', 'gym', '2027-05-17', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'],
    ['report every quarter starting 1 july', 'report', '2027-07-01', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1'],
    ['rent monthly starting the 31st', 'rent', '2027-05-31', 'FREQ=MONTHLY;BYMONTHDAY=31'],
    ['service every year in june', 'service', '2027-06-01', 'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1'],
    ['weigh every week friday', 'weigh', '2027-05-14', 'FREQ=WEEKLY;BYDAY=FR'],
    ['vitamins every day', 'vitamins', '2027-05-12', 'FREQ=DAILY'],
    ['bins fortnightly from 20 may', 'bins', '2027-05-20', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH'],
  ])
})

describe('names that hold a weekday or a month', () => {
  reads([
    ['join Friday Harbor tour friday', 'join Friday Harbor tour', '2027-05-14'],
    ['friday call mum', 'call mum', '2027-05-14'],
    ['standup monday with team', 'standup with team', '2027-05-17'],
    ['call mum friday about cake', 'call mum about cake', '2027-05-14'],
  ])
  leaves([
    'visit Friday Harbor',
    'buy sunday times',
    'march on washington book',
    'Move old monitor',
    'Friday Harbor trip',
    'watch Wednesday Addams',
    'book Ruby Tuesday',
    'try casual friday',
    'read sunday telegraph',
    'order sunday roast',
    'cancel Saturday Club membership',
    'plan tuesday meeting agenda',
    'prepare slides for monday meeting',
    'read monday morning paper',
    'buy friday night tickets',
    'august wilson play',
    'may day parade',
  ])
})

describe('times', () => {
  reads([
    ['meet at 1730', 'meet', '2027-05-12T17:30'],
    ['call at seven', 'call', '2027-05-13T07:00'],
    ['call at ten thirty', 'call', '2027-05-13T10:30'],
    ['report by 5', 'report', '2027-05-12T17:00'],
    ['lunch 17.30', 'lunch', '2027-05-12T17:30'],
    ['call at 0730', 'call', '2027-05-13T07:30'],
    ['call at 2215 on friday', 'call', '2027-05-14T22:15'],
    ['meet at 1400 hours', 'meet', '2027-05-12T14:00'],
    ['party @1930', 'party', '2027-05-12T19:30'],
    ['call at eleven', 'call', '2027-05-12T11:00'],
    ['call at twelve fifteen', 'call', '2027-05-12T12:15'],
    ['meet at three thirty on friday', 'meet', '2027-05-14T15:30'],
    ['call at six forty-five', 'call', '2027-05-12T18:45'],
    ['call at two oh five', 'call', '2027-05-12T14:05'],
    ['lunch at one', 'lunch', '2027-05-12T13:00'],
    ['meet at nine tomorrow', 'meet', '2027-05-13T09:00'],
    ['dinner seven thirty pm', 'dinner', '2027-05-12T19:30'],
    ['read at six in the morning', 'read', '2027-05-13T06:00'],
    ['send by 11', 'send', '2027-05-12T11:00'],
    ['report by 5 on friday', 'report', '2027-05-14T17:00'],
    ['done before 8', 'done', '2027-05-13T08:00'],
    ['lunch 13.00', 'lunch', '2027-05-12T13:00'],
    ['friday 14.15', 'friday 14.15', '2027-05-14T14:15'],
    ['call 19.45 tomorrow', 'call', '2027-05-13T19:45'],
    ['work from 9 to 5', 'work', '2027-05-13T09:00'],
    ['call at 10 to 5', 'call', '2027-05-12T16:50'],
  ])
})

describe('numbers that are no times', () => {
  leaves([
    'watch 9 to 5',
    'watch 5 to 9',
    'read 10 to 12',
    'chapters 20 to 25',
    'odds 7 to 2',
    'pages 10 to 20',
    'work 9-5',
    'work at 9 to 5',
    'house at 1234 elm street',
    'climb at 1900 feet',
    'net zero by 2030',
    'look at one',
    'look at two options',
    'stay at seven',
    'meet at five guys',
    'cut costs by 5',
    'win by 10',
    'move it by 2',
    'table 12 by 5',
    'costs 17.30',
    'pay bill 15.50',
    'version 14.10',
    'install ubuntu 22.10',
    'pill every 12 hours',
    'pill every 8h',
    'check every hour',
    'blink every 20 min',
    'stretch every half hour',
    'call 12.06.',
  ])
})

describe('dates with dots, for those who write them so', () => {
  reads(
    [
      ['call 12.06.', 'call', '2027-06-12'],
      ['call bob 12.06.27', 'call bob', '2027-06-12'],
      ['termin 3.7. 15:00', 'termin', '2027-07-03T15:00'],
      ['zahnarzt 1.6.', 'zahnarzt', '2027-06-01'],
      ['feier 31.12. at 20:00', 'feier', '2027-12-31T20:00'],
      ['meet on 5.6.', 'meet', '2027-06-05'],
      ['pay 12.06.2027', 'pay', '2027-06-12'],
      ['anruf 2.6., zahlen', 'anruf zahlen', '2027-06-02'],
    ],
    { dottedDates: true },
  )
  leaves(['3.8. arzt', 'bis 24.12. geschenke', 'read chapter 3.4.', 'siehe kapitel 2.1.'], { dottedDates: true })
})

describe('reminders', () => {
  it.each([
    ['dentist friday 3pm reminder 30m', 'dentist', '2027-05-14T13:30:00Z'],
    ['flight friday 3pm reminder 2h', 'flight', '2027-05-14T12:00:00Z'],
    ['flight friday 3pm reminder 1 day', 'flight', '2027-05-13T14:00:00Z'],
    ['flight friday 3pm 45 min reminder', 'flight', '2027-05-14T13:15:00Z'],
    ['flight friday 3pm with a 30 minute reminder', 'flight', '2027-05-14T13:30:00Z'],
    ['flight friday 3pm, reminder: 15 minutes', 'flight', '2027-05-14T13:45:00Z'],
    ['flight friday 3pm remind me 1 hour', 'flight', '2027-05-14T13:00:00Z'],
    ['flight friday 3pm remind me 30m before', 'flight', '2027-05-14T13:30:00Z'],
    ['remind me tomorrow morning to call', 'call', '2027-05-13T08:00:00Z'],
    ['remind me sunday afternoon to rest', 'rest', '2027-05-16T14:00:00Z'],
    ['remind me saturday night to lock up', 'lock up', '2027-05-15T19:00:00Z'],
    ['remind me tomorrow evening at 9 to call', 'call', '2027-05-13T20:00:00Z'],
    ['remind me on friday morning to pack', 'pack', '2027-05-14T08:00:00Z'],
    ['remind me every monday at 9 to send report', 'send report', '2027-05-17T08:00:00Z'],
    ['every monday at 9 remind me to send report', 'send report', '2027-05-17T08:00:00Z'],
    ['remind me at 9 every day to take pills', 'take pills', '2027-05-13T08:00:00Z'],
    ['please remind me every friday to send invoices', 'send invoices', '2027-05-14T08:00:00Z'],
    ['remind me weekly to back up', 'back up', '2027-05-12T08:00:00Z'],
    ['on tuesday remind me to vote', 'vote', '2027-05-18T08:00:00Z'],
    ['remind me every month on the 3rd to pay rent', 'pay rent', '2027-06-03T08:00:00Z'],
  ])('%s', (text, title, remind_at) => {
    const parsed = parse(text)
    expect(parsed).toMatchObject({ title, remind_at })
    expect(parsed.duration_minutes).toBeUndefined()
  })

  it('by the part of a day say when it is due, too', () => {
    const parsed = parse('remind me thursday evening')
    expect(parsed).toMatchObject({ due: '2027-05-13T19:00', remind_at: '2027-05-13T18:00:00Z' })
  })

  leaves(['remind me 30 minutes to call bob', 'set reminder 30m', 'remind me to buy stamps'])
})

describe('repetitions from completion', () => {
  it.each([
    ['water every 4 days when done', 'FREQ=DAILY;INTERVAL=4'],
    ['water every 4 days after completion', 'FREQ=DAILY;INTERVAL=4'],
    ['water every 3 days after finishing', 'FREQ=DAILY;INTERVAL=3'],
    ['water every 3 days when completed', 'FREQ=DAILY;INTERVAL=3'],
    ['water every 3 days once done', 'FREQ=DAILY;INTERVAL=3'],
    ['water every week after I finish', 'FREQ=WEEKLY'],
    ['water every 2 weeks from completion', 'FREQ=WEEKLY;INTERVAL=2'],
    ['water every 3 months after it is done', 'FREQ=MONTHLY;INTERVAL=3'],
    ['water every 3 months when it’s done', 'FREQ=MONTHLY;INTERVAL=3'],
    ['water every year after being done', 'FREQ=YEARLY'],
  ])('%s', (text, recurrence) => {
    expect(parse(text)).toMatchObject({ title: 'water', recurrence, recur_from_completion: true })
  })

  it('are not heard where something else is completed', () => {
    expect(parse('call every week after finishing my homework')).toMatchObject({
      title: 'call after finishing my homework',
      recurrence: 'FREQ=WEEKLY;BYDAY=WE',
    })
  })
})

describe('a local time that does not exist', () => {
  const newYork = { now: Temporal.PlainDateTime.from('2027-03-10T10:00'), zone: 'America/New_York' }

  it.each([
    ['call 2027-03-14T02:30', '2027-03-14T03:30'],
    ['call 14 march at 02:00', '2027-03-14T03:00'],
    ['call sunday 2:59am', '2027-03-14T03:59'],
  ])('is moved to the next that does: %s', (text, due) => {
    expect(parse(text, newYork)).toMatchObject({ due, note: expect.stringContaining('does not exist') })
  })

  it('stays the time of a repetition, whose other days have it', () => {
    expect(parse('call every sunday at 2:30am', newYork)).toMatchObject({ due: '2027-03-14T02:30' })
  })
})

it('gives spans over the text as it was given, white space in front included', () => {
  for (const text of [
    '  call tomorrow 5pm',
    '\tcall tomorrow 5pm p1',
    '\n call tomorrow 5pm  ',
    ' remind me friday to call',
  ]) {
    const [first] = parse(text).spans
    expect(text.slice(first?.start, first?.end)).toMatch(/^(?:tomorrow 5pm|remind me friday to)$/)
  }
})

it('says why it understood nothing', () => {
  expect(parse('pay every 5 jan and 6 july').note).toBe(
    '“every 5 jan and 6 july” is no repetition that a task can have.',
  )
  expect(parse('call in a month on friday').note).toBe('“in a month on friday” does not say which day.')
})

it.each(['5, ', '1 jan and ', '1st, and ', 'mon, ', 'first & ', '1  ,  ', '5 / ', 'mon tue '])(
  'reads an endless list of “%s” in a moment',
  (member) => {
    const started = performance.now()
    parse(`pay every ${member.repeat(150)}x`)
    parse(`pay every month on the ${member.repeat(150)}x`)
    expect(performance.now() - started).toBeLessThan(2000)
  },
)
