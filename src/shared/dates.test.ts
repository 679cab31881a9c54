import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { instant, localDate, localDateOrTime, localDateTime } from './dates.ts'

const messages = (schema: z.ZodType, value: string): string[] =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? []

describe('dates from outside', () => {
  it.each([
    [localDate, '1900-01-01'],
    [localDate, '2999-12-31'],
    [localDateTime, '2028-02-29T23:59'],
    [localDateOrTime, '2027-05-12'],
    [instant, '2027-05-12T15:00:00+02:00'],
  ])('are taken where they exist (%#: %s)', (schema, value) => {
    expect(messages(schema, value)).toEqual([])
  })

  it.each([
    [localDate, '2027-02-31', '2027-02-31 is not a date that exists'],
    [localDate, '0000-01-01', 'the year must be between 1900 and 2999'],
    [localDate, '9999-12-31', 'the year must be between 1900 and 2999'],
    [localDateTime, '2027-02-31T10:00', '2027-02-31T10:00 is not a time that exists'],
    [localDateTime, '9999-12-31T10:00', 'the year must be between 1900 and 2999'],
    [
      localDateOrTime,
      '9999-12-31',
      '9999-12-31 is not a date like 2027-05-12 or a time like 2027-05-12T17:00 that exists, from 1900 to 2999',
    ],
    [instant, 'soon', 'must be an instant like 2027-05-12T15:00:00Z'],
    [instant, '+010000-01-01T00:00:00Z', 'the year must be between 1900 and 2999'],
  ])('are refused with one reason (%#: %s)', (schema, value, message) => {
    expect(messages(schema, value)).toEqual([message])
  })
})
