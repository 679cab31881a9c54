import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { climateAt, openClimateBook } from './climate-book.ts'

const book = openClimateBook(join(import.meta.dirname, '../../../../resources'))()

describe('climateAt', () => {
  it('is the guide’s own in its cities', () => {
    expect(climateAt({ lat: 38.71, lon: -9.14 }, 5, book)).toMatchObject({ from: 'guide', min: 14, max: 22 })
  })
  it('names the city it is borrowed from', () => {
    expect(climateAt({ lat: 38.57, lon: -7.91 }, 5, book)).toMatchObject({
      from: 'neighbour',
      source: expect.stringMatching(/of Lisbon, \d+ km away/),
    })
  })
  it('is a labelled guess elsewhere, warm in the right half of the year', () => {
    const july = climateAt({ lat: -45, lon: -70 }, 7, book)
    expect(july).toMatchObject({ from: 'latitude', source: 'rough guess from the latitude' })
    expect(climateAt({ lat: -45, lon: -70 }, 1, book).max).toBeGreaterThan(july.max)
  })
  it('does without a guide', () => {
    expect(openClimateBook('/nowhere')()).toEqual([])
  })
})
