import { describe, expect, it } from 'vitest'
import type { Candidate } from './candidate.ts'
import { dayShape } from './day-shape.ts'
import { fairShares, orderStops } from './order-stops.ts'

const date = '2027-05-12'
const day = { ...dayShape(date, 'balanced'), lunch: false, dinner: false }

const candidate = (key: string, lon: number, fields: Partial<Candidate> = {}): Candidate => ({
  key,
  point: { lat: 0, lon },
  minutes: 60,
  category: 'museum',
  score: 5,
  windows: [[{ from: 0, to: 1440 }]],
  ...fields,
})

const titles = (candidates: Candidate[], days = [day]) =>
  orderStops(candidates, days).map(({ order }) => order.map((index) => candidates[index]?.key))

describe('orderStops', () => {
  it('walks along a line rather than back and forth', () => {
    const [order] = titles([candidate('b', 0.02), candidate('d', 0.06), candidate('a', 0), candidate('c', 0.04)])
    expect([order, [...(order ?? [])].reverse()]).toContainEqual(['a', 'b', 'c', 'd'])
  })

  it('puts what closes early first', () => {
    const [order] = titles([
      candidate('late', 0),
      candidate('early', 0.03, { windows: [[{ from: 540, to: 660 }]] }),
      candidate('evening', 0.01, { windows: [[{ from: 900, to: 1200 }]] }),
    ])
    expect(order).toEqual(['early', 'late', 'evening'])
  })

  it('leaves out what is closed that day', () => {
    expect(titles([candidate('open', 0), candidate('closed', 0, { windows: [[]] })])).toEqual([['open']])
  })

  it('gives each day an area of its own', () => {
    const west = ['w1', 'w2', 'w3', 'w4'].map((key, index) => candidate(key, index / 500))
    const east = ['e1', 'e2', 'e3', 'e4'].map((key, index) => candidate(key, 0.1 + index / 500))
    const both = [...west, ...east].map((one) => ({ ...one, windows: [one.windows[0] ?? [], one.windows[0] ?? []] }))
    const days = titles(both, [day, day])
    expect(days.map((order) => new Set(order.map((key) => key?.charAt(0))).size)).toEqual([1, 1])
  })

  it('prefers what is worth more where not everything fits', () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      candidate(`c${index}`, 0.001 * index, { score: index === 8 ? 9 : 2 }),
    )
    expect(titles(many)[0]).toContain('c8')
  })
})

describe('fairShares', () => {
  it('gives every day its aim where there is enough', () => expect(fairShares([4, 2], 9)).toEqual([4, 2]))
  it('shares what there is in proportion, earlier days first', () => {
    expect(fairShares([4, 4, 4], 7)).toEqual([3, 2, 2])
    expect(fairShares([4, 4], 0)).toEqual([0, 0])
  })
})
