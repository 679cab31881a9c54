import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

const suite = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'))

/** The scenarios that apply to any server; the others call tools that only the suite's own example server has. */
export const serverScenarios: readonly { version: string; names: readonly string[] }[] = [
  {
    version: '2025-11-25',
    names: [
      'server-initialize',
      'server-session-lifecycle',
      'ping',
      'logging-set-level',
      'tools-list',
      'resources-list',
      'prompts-list',
      'dns-rebinding-protection',
      'server-sse-multiple-streams',
    ],
  },
  {
    version: '2026-07-28',
    names: [
      'tools-list',
      'resources-list',
      'prompts-list',
      'caching',
      'http-header-validation',
      'dns-rebinding-protection',
      'server-sse-multiple-streams',
      'sep-2164-resource-not-found',
    ],
  },
]

const check = z.object({ id: z.string(), status: z.string(), errorMessage: z.string().optional() })
export type Check = z.infer<typeof check>

export interface ScenarioResult {
  /** The exit code of the suite. */
  code: number | null
  checks: Check[]
  output: string
}

/** Whether a scenario ran, checked something, and found nothing wrong. */
export const passed = ({ code, checks }: ScenarioResult): boolean =>
  code === 0 &&
  checks.some((one) => one.status === 'SUCCESS') &&
  checks.every((one) => one.status !== 'FAILURE' && one.status !== 'WARNING')

/**
 * Runs the conformance suite with these arguments.
 * @param onOutput told of its standard output as it comes
 */
export async function runSuite(
  args: readonly string[],
  onOutput: (text: string) => void = () => {},
): Promise<ScenarioResult> {
  const dir = mkdtempSync(join(tmpdir(), 'sojourn-conformance-'))
  try {
    const child = spawn(process.execPath, [suite, ...args, '--output-dir', dir], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const hear = (text: string) => {
      output += text
      onOutput(text)
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    const [code] = await once(child, 'close')
    return { code, output, checks: checksIn(dir) }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function checksIn(dir: string): Check[] {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('checks.json'))
  return files.flatMap((name) => z.array(check).parse(JSON.parse(readFileSync(join(dir, name), 'utf8'))))
}
