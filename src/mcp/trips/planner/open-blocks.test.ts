import { describe, expect, it } from 'vitest'
import { openBlocks } from './open-blocks.ts'
import { type PlannedStop, planSource } from './planned-stop.ts'

const centre = { lat: 38.71, lon: -9.14 }
const stop = (start: number, minutes: number): PlannedStop => ({
  title: 'Stop',
  category: 'museum',
  start,
  minutes,
  point: centre,
  source: planSource,
  isEstimate: false,
})

/** Blocks as [title, start, end] of a day from 09:00 to 22:00. */
const blocks = (stops: PlannedStop[], least: number) =>
  openBlocks(stops, { from: 540, until: 1320, centre, description: '', least }).map(({ title, start, minutes }) => [
    title,
    start,
    start + minutes,
  ])

describe('open blocks', () => {
  it('mark a long stretch before a late dinner, though less of it is afternoon', () => {
    expect(blocks([stop(540, 180), stop(720, 175), stop(1200, 60)], 210)).toEqual([['Open afternoon', 895, 1080]])
  })

  it('leave a short stretch alone, and a long one of which hardly any is afternoon', () => {
    expect(blocks([stop(540, 180), stop(720, 300), stop(1200, 60)], 210)).toEqual([])
    expect(blocks([stop(540, 180), stop(720, 265), stop(1200, 60)], 210)).toEqual([])
  })

  it('part a day that nothing fills', () => {
    expect(blocks([], 90)).toEqual([
      ['Open morning', 570, 750],
      ['Open afternoon', 810, 1080],
      ['Open evening', 1110, 1260],
    ])
  })
})
