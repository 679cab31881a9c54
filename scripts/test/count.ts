export interface Count {
  passed: number
  failed: number
}

/** How one check of `npm test` ended; `count` where it left a report of its tests. */
export interface StepResult {
  name: string
  ok: boolean
  count: Count | undefined
}

/**
 * Tests that passed and failed in a JSON report of Vitest (`numPassedTests`, `numFailedTests`) or of Playwright (`stats`, where
 * a flaky test passed in the end). Skipped ones are neither.
 * @throws when it is a report of neither
 */
export function countOf(report: unknown): Count {
  if (typeof report === 'object' && report !== null) {
    if ('numPassedTests' in report && 'numFailedTests' in report)
      return { passed: Number(report.numPassedTests), failed: Number(report.numFailedTests) }
    if ('stats' in report && typeof report.stats === 'object' && report.stats !== null) {
      const stats = new Map(Object.entries(report.stats))
      return {
        passed: Number(stats.get('expected') ?? 0) + Number(stats.get('flaky') ?? 0),
        failed: Number(stats.get('unexpected') ?? 0),
      }
    }
  }
  throw new Error('This is a report neither of Vitest nor of Playwright')
}

/** The sum over all checks. One that failed without a failed test (it did not compile, it crashed) counts as a failure. */
export function totalOf(results: readonly StepResult[]): Count {
  return results.reduce(
    (sum, { ok, count = { passed: ok ? 1 : 0, failed: 0 } }) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + (ok ? 0 : Math.max(1, count.failed)),
    }),
    { passed: 0, failed: 0 },
  )
}
