import { describe, expect, it } from 'vitest'
import { dayTitle, placesInWords, tripTitle } from './titles.ts'

describe('tripTitle', () => {
  it.each([
    [['Lisbon'], '2027-05-12', '2027-05-15', 'Four days in Lisbon'],
    [['Rome', 'Florence'], '2027-05-12', '2027-05-18', 'A week in Rome and Florence'],
    [['Porto'], '2027-03-05', '2027-03-07', 'A weekend in Porto'],
    [['Porto'], '2027-03-05', '2027-03-05', 'A day in Porto'],
    [['Tokyo'], '2027-05-01', '2027-05-14', 'Two weeks in Tokyo'],
    [['Tokyo'], '2027-05-01', '2027-05-17', '17 days in Tokyo'],
  ])('%j from %s to %s', (places, start, end, title) => expect(tripTitle(places, start, end)).toBe(title))

  it('does not list every place', () => {
    expect(placesInWords(['Rome', 'Florence', 'Siena', 'Pisa'])).toBe('Rome, Florence and 2 more')
  })
})

describe('dayTitle', () => {
  const stop = (area: string, minutes: number, category = 'museum') => ({ area, minutes, category })
  it('names the two areas with most time, in the order of the day', () => {
    expect(dayTitle([stop('Baixa', 60), stop('Chiado', 20), stop('Alfama', 90)])).toBe('Baixa and Alfama')
  })
  it('leaves meals out, and says what else a day is', () => {
    expect(dayTitle([stop('Baixa', 60, 'lunch'), { category: 'arrival', minutes: 45 }])).toBe('Arrival')
    expect(dayTitle([{ category: 'open', minutes: 180 }])).toBe('Open day')
    expect(dayTitle([])).toBeUndefined()
  })
})
