import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ProgressParams, risingProgress } from './progress.ts'

it('passes progress on with its total and message', () => {
  const sent: ProgressParams[] = []
  const tell = risingProgress((progress) => sent.push(progress))
  tell({ done: 0, message: 'waits' })
  tell({ done: 0, message: 'starts' })
  tell({ done: 0, message: 'starts' })
  tell({ done: 1, total: 2, message: 'half' })
  expect(sent).toEqual([
    { progress: 0, message: 'waits' },
    { progress: 0.001, message: 'starts' },
    { progress: 1, total: 2, message: 'half' },
  ])
})

it('always rises', () => {
  const steps = fc.array(fc.record({ done: fc.integer({ min: 0, max: 5 }), message: fc.string({ maxLength: 1 }) }))
  fc.assert(
    fc.property(steps, (progresses) => {
      const sent: number[] = []
      const tell = risingProgress(({ progress }) => sent.push(progress))
      for (const progress of progresses) tell(progress)
      expect(sent.every((one, index) => index === 0 || one > (sent[index - 1] ?? 0))).toBe(true)
    }),
  )
})
