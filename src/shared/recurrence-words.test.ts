import { describe, expect, test } from 'vitest'
import { recurrenceWords } from './recurrence-words.ts'

describe.each([
  ['FREQ=DAILY', 'Every day', 'every day'],
  ['FREQ=DAILY;INTERVAL=3', 'Every 3 days', 'every 3 days'],
  ['FREQ=WEEKLY;BYDAY=FR', 'Every Friday', 'every Friday'],
  ['RRULE:FREQ=WEEKLY;BYDAY=FR', 'Every Friday', 'every Friday'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', 'Every 2 weeks on Fri', 'every 2 weeks on Friday'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR', 'Every 2 weeks on weekdays', 'every 2 weeks on weekdays'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday', 'every weekday'],
  ['FREQ=WEEKLY;BYDAY=SA,SU', 'Every weekend day', 'every weekend day'],
  ['FREQ=WEEKLY;BYDAY=MO,WE', 'Every Mon, Wed', 'every Monday and Wednesday'],
  ['FREQ=WEEKLY;BYDAY=MO,WE,FR', 'Every Mon, Wed, Fri', 'every Monday, Wednesday and Friday'],
  ['FREQ=DAILY;BYMONTH=6,7;BYDAY=SA', 'Every Saturday in Jun, Jul', 'every Saturday in June and July'],
  ['FREQ=DAILY;BYMONTH=12', 'Every day in Dec', 'every day in December'],
  ['FREQ=MONTHLY;BYDAY=3TU', 'Every month on the 3rd Tuesday', 'every month on the third Tuesday'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 'Every month on the last Friday', 'every month on the last Friday'],
  ['FREQ=MONTHLY;BYDAY=-2FR', 'Every month on the 2nd to last Friday', 'every month on the second to last Friday'],
  [
    'FREQ=MONTHLY;BYDAY=1MO,3MO',
    'Every month on the 1st Monday, the 3rd Monday',
    'every month on the first Monday and the third Monday',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'Every month on the last weekday',
    'every month on the last weekday',
  ],
  ['FREQ=MONTHLY;BYMONTHDAY=15', 'Every month on the 15th', 'every month on the 15th'],
  ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'Every month on the 1st, 15th', 'every month on the 1st and 15th'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day', 'every month on the last day'],
  ['FREQ=MONTHLY;BYMONTHDAY=-3', 'Every month on the 3rd to last day', 'every month on the third to last day'],
  ['FREQ=YEARLY', 'Every year', 'every year'],
  ['FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=3', 'Every year on 3 Jan', 'every year on 3 January'],
  ['FREQ=YEARLY;BYMONTHDAY=3', 'Every year on the 3rd of each month', 'every year on the 3rd of each month'],
  [
    'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
    'Every year on the 4th Thursday of Nov',
    'every year on the fourth Thursday of November',
  ],
  ['FREQ=YEARLY;BYDAY=20MO', 'Every year on the 20th Monday of the year', 'every year on the 20th Monday of the year'],
  ['FREQ=DAILY;UNTIL=20270512T000000Z', 'Every day until 12 May 2027', 'every day until 12 May 2027'],
  ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20270901', 'Every Monday until 1 Sep 2027', 'every Monday until 1 September 2027'],
  ['FREQ=DAILY;COUNT=10', 'Every day, 10 times', 'every day, 10 times'],
  ['FREQ=DAILY;COUNT=1', 'Every day, once', 'every day, once'],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13'],
  ['something else', 'something else', 'something else'],
])('%s', (rule, short, long) => {
  test(`is “${short}” on a label and “${long}” in a sentence`, () => {
    expect(recurrenceWords(rule, 'short')).toBe(short)
    expect(recurrenceWords(rule, 'long')).toBe(long)
  })
})
