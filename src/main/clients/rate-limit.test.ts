import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { MinuteWindow } from './rate-limit.ts'

it('never lets more through in any minute than the limit, and says when there is room again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(20_000), { maxLength: 200 }), (limit, pauses) => {
      const window = new MinuteWindow()
      const let_through: number[] = []
      let now = 0
      for (const pause of pauses) {
        now += pause
        const inLastMinute = let_through.filter((moment) => moment > now - 60_000).length
        const fits = window.fits(limit, now)
        expect(fits).toBe(inLastMinute < limit)
        if (fits) {
          window.count(now)
          let_through.push(now)
        } else {
          const later = new MinuteWindow()
          for (const moment of let_through) later.count(moment)
          expect(later.fits(limit, now + window.secondsUntilRoom(now) * 1000)).toBe(true)
        }
      }
    }),
  )
})

it('says to wait a minute where the limit is none at all', () => {
  const window = new MinuteWindow()
  expect(window.fits(0, 5)).toBe(false)
  expect(window.secondsUntilRoom(5)).toBe(60)
})
