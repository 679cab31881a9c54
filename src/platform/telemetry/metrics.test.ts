import { expect, test } from 'vitest'
import { ToolMetrics } from './metrics.ts'

test('counts calls and errors of each tool and tells how long they took', () => {
  const metrics = new ToolMetrics()
  for (let ms = 1; ms <= 100; ms++) metrics.observe('plan_trip', ms, ms % 50 === 0 ? 'timeout' : 'ok')
  metrics.observe('add_task', 0.01, 'ok')
  metrics.observe('slow', 1e9, 'ok')
  const [add, plan, slow] = metrics.summary()
  expect(add).toEqual({
    tool: 'add_task',
    calls: 1,
    errors: {},
    latency: { mean: 0.01, p50: 0.01, p95: 0.01, p99: 0.01, max: 0.01 },
  })
  expect(plan).toMatchObject({ calls: 100, errors: { timeout: 2 }, latency: { mean: 50.5, max: 100, p99: 100 } })
  // Within the quarter that buckets are apart.
  expect(plan?.latency.p50).toBeGreaterThanOrEqual(50)
  expect(plan?.latency.p50).toBeLessThanOrEqual(50 * 1.26)
  expect(plan?.latency.p95).toBeGreaterThanOrEqual(95)
  expect(slow?.latency).toMatchObject({ p50: 1e9, max: 1e9 })
  const buckets = metrics.buckets('plan_trip')
  expect(buckets.at(-1)?.calls).toBe(100)
  expect(buckets.every(({ calls }, index) => calls >= (buckets[index - 1]?.calls ?? 0))).toBe(true)
})
