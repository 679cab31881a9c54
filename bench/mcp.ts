/**
 * `npm run bench:mcp`: calls per second and 95th percentile of a read and a write tool over MCP with a token, beside the
 * `echo` of `@modelcontextprotocol/server-everything` over the same transport in the same run, at 1, 10 and 50 clients.
 * About 35 seconds; each figure stands beside the echo measured just before it. Numbers, not tests.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { StartedHost } from '../e2e/host/started-host.ts'
import { type Endpoint, type LoadResult, load } from './mcp-load.ts'
import { quantile } from './statistics.ts'

const concurrencies = [1, 10, 50]
const measuredMs = 2000
const warmUpMs = 1000

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The reference server in a process of its own. */
async function startEverything(): Promise<{ endpoint: Endpoint; stop: () => Promise<void> }> {
  const port = await freePort()
  const script = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'))
  const child = spawn(process.execPath, [script, 'streamableHttp'], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}/mcp`
  for (let tries = 0; tries < 100; tries += 1) {
    const up = await fetch(url).then(
      () => true,
      () => false,
    )
    if (up) break
    await setTimeout(100)
  }
  return {
    endpoint: { url },
    async stop() {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}

type Arguments = (call: number) => Record<string, unknown>

interface Row {
  what: string
  clients: number
  result: LoadResult
  /** The echo measured just before: the machine's mood changes. */
  echo: LoadResult
}

const host = await StartedHost.start()
const everything = await startEverything()
const own: Endpoint = { url: `${host.url}/mcp`, token: host.token }
const rows: Row[] = []
try {
  for (let task = 0; task < 10; task += 1) await host.answer('add_task', { title: `Task ${task}` })
  const echoed: Arguments = () => ({ message: 'hello' })
  const measure = async (what: string, tool: string, args: Arguments) => {
    await load(everything.endpoint, 4, warmUpMs, 'echo', echoed)
    await load(own, 4, warmUpMs, tool, args)
    for (const clients of concurrencies) {
      const echo = await load(everything.endpoint, clients, measuredMs, 'echo', echoed)
      rows.push({ what, clients, echo, result: await load(own, clients, measuredMs, tool, args) })
    }
  }
  await measure('list_tasks of 10 tasks', 'list_tasks', () => ({}))
  await measure('add_task', 'add_task', (call) => ({ title: `Buy sun cream ${call}` }))
} finally {
  await everything.stop()
  await host.remove()
}

const ms = (result: LoadResult, part: number) => `${quantile(result.times, part).toFixed(1)} ms`
console.log('| tool | clients | calls/s | median | p95 | echo calls/s | echo p95 | beside echo |')
console.log('|---|--:|--:|--:|--:|--:|--:|--:|')
for (const { what, clients, result, echo } of rows) {
  const ratio = (result.callsPerSecond / echo.callsPerSecond).toFixed(2)
  console.log(
    `| ${what} | ${clients} | ${result.callsPerSecond.toFixed(0)} | ${ms(result, 0.5)} | ${ms(result, 0.95)} | ${echo.callsPerSecond.toFixed(0)} | ${ms(echo, 0.95)} | ${ratio} × |`,
  )
}
