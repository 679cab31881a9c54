import { expect, test } from 'vitest'
import type { ParsedTask } from '../../mcp/tasks/contract.ts'
import { formatsOf } from '../app/formats.ts'
import { chipsOf, masked, piecesOf, stillIn, taskOf } from './chips.ts'

const formats = formatsOf({ locale: 'en-GB', timezone: 'Europe/London', units: 'metric', today: '2026-11-20' })
const text = 'Book cat sitter every other friday 9am p1 @home'

const span = (phrase: string, field: ParsedTask['spans'][number]['field']) => ({
  start: text.indexOf(phrase),
  end: text.indexOf(phrase) + phrase.length,
  field,
})
const parsed: ParsedTask = {
  title: 'Book cat sitter',
  due: '2026-11-27T09:00',
  recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR',
  priority: 1,
  labels: ['home'],
  spans: [
    span('every other friday', 'recurrence'),
    span('9am', 'due'),
    span('p1', 'priority'),
    span('@home', 'labels'),
  ],
}

test('what was understood appears as chips in the order of the text', () => {
  expect(chipsOf(text, parsed, formats, []).map((chip) => chip.label)).toEqual([
    'Every 2 weeks on Fri',
    'Fri 27 Nov, 09:00',
    'Priority 1',
    '@home',
  ])
})

test('two phrases that make one date are one chip, removed together', () => {
  const twice = {
    title: 'Call',
    due: '2026-11-21T17:00',
    spans: [
      { start: 5, end: 13, field: 'due' as const },
      { start: 14, end: 17, field: 'due' as const },
    ],
  }
  expect(chipsOf('Call tomorrow 5pm', twice, formats, [])).toEqual([
    { key: 'due', field: 'due', label: 'Sat 21 Nov, 17:00', phrases: ['tomorrow', '5pm'] },
  ])
})

test('a removed chip leaves its phrase as plain text at the same place', () => {
  const blanked = masked(text, ['every other friday'])
  expect(blanked).toHaveLength(text.length)
  expect(blanked).not.toContain('friday')
  expect(blanked.indexOf('9am')).toBe(text.indexOf('9am'))
  const title = 'Book cat sitter ••••••••••••••••••'
  const without: ParsedTask = { ...parsed, title, recurrence: undefined, spans: parsed.spans.slice(1) }
  expect(taskOf(text, blanked, without)).toEqual({
    title: 'Book cat sitter every other friday',
    due: '2026-11-27T09:00',
    priority: 1,
    labels: ['home'],
  })
})

test('a note appears as a chip with its words', () => {
  const noted = 'Fix tap // under the sink'
  const spans = [{ start: 8, end: noted.length, field: 'description' as const }]
  expect(chipsOf(noted, { title: 'Fix tap', description: 'under the sink', spans }, formats, [])).toEqual([
    { key: 'description', field: 'description', label: 'Note: under the sink', phrases: ['// under the sink'] },
  ])
})

test('a phrase that is edited away is no longer ignored', () => {
  expect(stillIn('Book cat sitter', ['every other friday'])).toEqual([])
})

test('pieces put together are the text', () => {
  expect(
    piecesOf(text, parsed.spans)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})
