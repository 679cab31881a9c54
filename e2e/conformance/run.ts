/**
 * `npm run test:conformance [scenario]`: the MCP conformance suite against a host of its own, through a proxy that adds the
 * token (the suite has no flag for one): every scenario that applies to any server, for both eras, then those for
 * authorization servers. Ends with 1 where one fails, warns, or checked nothing.
 */
import { StartedHost } from '../host/started-host.ts'
import { runAuthorization } from './authorization.ts'
import { passed, runSuite, type ScenarioResult, serverScenarios } from './scenarios.ts'
import { openTokenProxy } from './token-proxy.ts'

const only = process.argv[2]
const host = await StartedHost.start()
const proxy = await openTokenProxy(host.url, host.token)
let failures = 0

function report(name: string, result: ScenarioResult): void {
  const ok = passed(result)
  if (!ok) failures += 1
  const count = result.checks.filter((check) => check.status === 'SUCCESS').length
  console.log(`${ok ? 'pass' : 'FAIL'}  ${name}  (${count} of ${result.checks.length} checks succeeded)`)
  if (ok) return
  for (const check of result.checks) {
    if (check.status !== 'SUCCESS') console.log(`      ${check.status} ${check.id}: ${check.errorMessage ?? ''}`)
  }
  if (result.checks.length === 0) console.log(result.output)
}

try {
  // Something to list, so that lists are not passed empty.
  await host.answer('add_task', { title: 'Buy sun cream' })
  await host.answer('create_trip', {
    destinations: [{ place: 'Lisbon' }],
    start_date: '2027-05-12',
    end_date: '2027-05-15',
  })
  for (const { version, names } of serverScenarios) {
    for (const name of names.filter((one) => only === undefined || one === only)) {
      const args = ['server', '--url', `${proxy.url}/mcp`, '--scenario', name, '--spec-version', version]
      report(`${version} ${name}`, await runSuite(args))
    }
  }
  if (only === undefined || only === 'authorization') report('authorization', await runAuthorization(host))
} finally {
  await proxy.close()
  await host.remove()
}
console.log(failures === 0 ? 'All scenarios passed.' : `${failures} failed.`)
process.exitCode = failures === 0 ? 0 : 1
