/**
 * `npm test`: every check in turn, each doing its own set-up, all of them even where one fails. Ends with the failed and
 * flaky tests by name, the time of each check, and how many tests passed and failed, a failed check without tests of its
 * own counted as one. That line is kept in `.cache/reports/total.txt` for `.ci/run`.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Count, countOf, type StepResult, totalOf } from './test/count.ts'
import { type Failure, failuresOf } from './test/failures.ts'

const project = resolve(import.meta.dirname, '..')
const reports = resolve(project, '.cache/reports')

interface Step {
  name: string
  script: string
  /** The JSON report that the step leaves, where it runs tests. */
  report?: string
}

const steps: Step[] = [
  { name: 'types', script: 'typecheck' },
  { name: 'lint', script: 'lint' },
  { name: 'unit and integration', script: 'test:unit', report: 'unit.json' },
  { name: 'end to end', script: 'test:e2e', report: 'e2e.json' },
  { name: 'MCP conformance', script: 'test:conformance' },
]

interface Ended extends StepResult {
  seconds: number
  failures: Failure[]
}

function run(step: Step): Ended {
  console.log(`\n── ${step.name} ──`)
  const started = performance.now()
  const { status } = spawnSync('npm', ['run', '--silent', step.script], {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, SOJOURN_TEST_REPORTS: reports },
  })
  const seconds = Math.round((performance.now() - started) / 1000)
  return { name: step.name, ok: status === 0, seconds, ...read(step.report) }
}

/** What a report tells; nothing where the check leaves none, or was cut off. */
function read(report: string | undefined): { count: Count | undefined; failures: Failure[] } {
  if (report === undefined) return { count: undefined, failures: [] }
  try {
    const parsed: unknown = JSON.parse(readFileSync(resolve(reports, report), 'utf8'))
    return { count: countOf(parsed), failures: failuresOf(parsed) }
  } catch {
    return { count: undefined, failures: [] }
  }
}

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const results = steps.map(run)
const total = totalOf(results)
const line = `${total.passed} passed, ${total.failed} failed`
writeFileSync(resolve(reports, 'total.txt'), `${line}\n`)

for (const { name, failures } of results) {
  for (const failure of failures) {
    console.log(`\n${failure.flaky ? 'flaky, passed when tried again' : 'failed'}: ${name} › ${failure.name}`)
    console.log(failure.message.replace(/^/gm, '    '))
  }
}
console.log('')
for (const { name, ok, count, seconds } of results) {
  const tests = count === undefined ? '' : `, ${count.passed} passed, ${count.failed} failed`
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s${tests})`)
}
console.log(line)
process.exitCode = total.failed === 0 ? 0 : 1
