import * as z from 'zod'

/** A test that failed, or that passed only when it was tried again. */
export interface Failure {
  name: string
  /** Passed in the end. */
  flaky: boolean
  /** Why, the first lines of it. */
  message: string
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      status: z.string().optional(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
})

interface Suite {
  title: string
  specs?: Spec[] | undefined
  suites?: Suite[] | undefined
}
const spec = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
    }),
  ),
})
type Spec = z.infer<typeof spec>
const suite: z.ZodType<Suite> = z.object({
  title: z.string(),
  specs: z.array(spec).optional(),
  get suites() {
    return z.array(suite).optional()
  },
})
const playwrightReport = z.object({ suites: z.array(suite) })

/** The failed and the flaky tests of a JSON report of Vitest or of Playwright; none where it is a report of neither. */
export function failuresOf(report: unknown): Failure[] {
  const vitest = vitestReport.safeParse(report)
  if (vitest.success) return vitest.data.testResults.flatMap(ofFile)
  const playwright = playwrightReport.safeParse(report)
  return playwright.success ? playwright.data.suites.flatMap((top) => ofSuite(top, '')) : []
}

function ofFile(file: z.infer<typeof vitestReport>['testResults'][number]): Failure[] {
  const failed = file.assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({
      name: fullName,
      flaky: false,
      message: firstLines(failureMessages?.join('\n') ?? ''),
    }))
  if (failed.length > 0 || file.status !== 'failed') return failed
  return [{ name: file.name, flaky: false, message: firstLines(file.message ?? '') }]
}

function ofSuite({ title, specs = [], suites = [] }: Suite, before: string): Failure[] {
  const path = before === '' ? title : `${before} › ${title}`
  const own = specs.flatMap((test) =>
    test.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) => ({
        name: `${path} › ${test.title}`,
        flaky: status === 'flaky',
        message: firstLines(
          results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')).find((text) => text !== '') ?? '',
        ),
      })),
  )
  return [...own, ...suites.flatMap((inner) => ofSuite(inner, path))]
}

const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

const firstLines = (message: string): string =>
  message
    .replace(colours, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 12)
    .join('\n')
