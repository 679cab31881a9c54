import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { expect, test } from '../fixtures.ts'
import { project, testEnvironment } from '../host/started-host.ts'
import { type Assistant, assistantOf, seenAndUndone, tokenFor } from './seen-and-undone.ts'

/** Connects an SDK client, gives it as an assistant, and closes it afterwards. */
async function through(transport: Transport, name: string, work: (assistant: Assistant) => Promise<void>) {
  const client = new Client({ name: 'end-to-end test', version: '1.0.0' })
  try {
    await client.connect(transport)
    expect(client.getServerVersion()?.name).toBe('sojourn')
    await work(assistantOf(client, name))
  } finally {
    await client.close()
  }
}

/** `npm run mcp` on a host's folder. */
function stdioDoor(dataDir: string, extra: Record<string, string> = {}): StdioClientTransport {
  const env = Object.entries(testEnvironment(extra)).map(([name, value]) => [name, value ?? ''])
  return new StdioClientTransport({
    command: 'npm',
    args: ['run', '--silent', 'mcp', '--', '--data-dir', dataDir],
    cwd: project,
    env: Object.fromEntries(env),
  })
}

test('the SDK’s client works over Streamable HTTP', async ({ app, host }) => {
  const headers = { authorization: `Bearer ${await tokenFor(host, 'A script')}` }
  const transport = new StreamableHTTPClientTransport(new URL(`${host.url}/mcp`), { requestInit: { headers } })
  await through(transport, 'A script', (assistant) => seenAndUndone(app, assistant))
})

test('the stdio door works with its client’s own credential', async ({ app, host }) => {
  const transport = stdioDoor(host.dataDir, { SOJOURN_CREDENTIAL: await tokenFor(host, 'Some editor') })
  await through(transport, 'Some editor', (assistant) => seenAndUndone(app, assistant))
})

test('the stdio door works without a credential, as an unnamed client', async ({ app, host }) => {
  await through(stdioDoor(host.dataDir), 'Unnamed assistant', async (assistant) => {
    await seenAndUndone(app, assistant)
    await expect(assistant.call('answer_approval', {})).rejects.toThrow(/answer_approval/)
  })
})
