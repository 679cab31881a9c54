import { expect, test } from 'vitest'
import { recurrenceWords } from './recurrence-words.ts'

test.each([
  ['FREQ=DAILY', 'Every day'],
  ['FREQ=DAILY;INTERVAL=3', 'Every 3 days'],
  ['FREQ=WEEKLY;BYDAY=FR', 'Every Friday'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', 'Every 2 weeks on Fri'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday'],
  ['FREQ=WEEKLY;BYDAY=MO,WE', 'Every Mon, Wed'],
  ['FREQ=MONTHLY;BYDAY=3TU', 'Every month on the 3rd Tuesday'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 'Every month on the last Friday'],
  ['FREQ=MONTHLY;BYMONTHDAY=15', 'Every month on the 15th'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day'],
  ['FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=3', 'Every year on 3 Jan'],
  ['FREQ=DAILY;UNTIL=20270512T000000Z', 'Every day until 12 May 2027'],
  ['something else', 'something else'],
])('%s reads “%s”', (rule, words) => {
  expect(recurrenceWords(rule)).toBe(words)
})
