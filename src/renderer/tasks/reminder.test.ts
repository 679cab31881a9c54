import { expect, test } from 'vitest'
import { choiceOf, instantOf, localOf, offeredReminder, reminderBefore, reminderChoices } from './reminder.ts'

const zone = 'Europe/Lisbon'
const valuesOf = (due: string) => reminderChoices(due).map(([value]) => value)

test('what is offered depends on whether the task has a date, and a time', () => {
  expect(valuesOf('')).toEqual(['', 'moment'])
  expect(valuesOf('2027-05-12')).toEqual(['', 'PT0S', 'P1D', 'P7D', 'moment'])
  expect(valuesOf('2027-05-12T17:00')).toEqual(['', 'PT0S', 'PT10M', 'PT1H', 'P1D', 'moment'])
})

test('a reminder lies before the due in the zone of the task, in the morning where that is a day', () => {
  expect(reminderBefore('PT10M', '2027-05-12T17:00', zone)).toBe('2027-05-12T15:50:00Z')
  expect(reminderBefore('P1D', '2027-05-12', zone)).toBe('2027-05-11T08:00:00Z')
  // The clocks go forward in between: a day before is the same time of day.
  expect(reminderBefore('P1D', '2027-03-28T12:00', zone)).toBe('2027-03-27T12:00:00Z')
})

test('a reminder is known again as what it was chosen as', () => {
  const due = '2027-05-12T17:00'
  for (const choice of ['PT0S', 'PT10M', 'PT1H', 'P1D'] as const)
    expect(choiceOf(reminderBefore(choice, due, zone), due, zone)).toBe(choice)
  expect(choiceOf('2027-05-12T15:51:00Z', due, zone)).toBe('moment')
  expect(choiceOf('2027-05-12T15:51:00Z', '', zone)).toBe('moment')
  expect(choiceOf(undefined, due, zone)).toBe('')
})

test('a choice that a changed due does not offer becomes the one nearest to it, or none', () => {
  expect(offeredReminder('PT1H', '2027-05-12')).toBe('PT0S')
  expect(offeredReminder('P1D', '2027-05-12')).toBe('P1D')
  expect(offeredReminder('P7D', '')).toBe('')
  expect(offeredReminder('moment', '')).toBe('moment')
})

test('a moment is written in a zone and read back', () => {
  expect(localOf('2027-05-12T15:50:00Z', zone)).toBe('2027-05-12T16:50')
  expect(instantOf('2027-05-12T16:50', zone)).toBe('2027-05-12T15:50:00Z')
})
