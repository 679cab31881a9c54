import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { unpackExtension, validateManifest } from '@anthropic-ai/mcpb'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildMcpb } from '../build-mcpb.ts'

const standIn = resolve('src', 'main', 'headless', 'stdio-door', 'testing', 'stand-in-host.ts')
let folder = ''
let host: ChildProcess | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sojourn-test-'))
})

afterEach(() => {
  host?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

test('the bundle validates, unpacks, and runs as its manifest says', async () => {
  const bundle = await buildMcpb(join(folder, 'sojourn.mcpb'))
  const unpacked = join(folder, 'unpacked')
  expect(await unpackExtension({ mcpbPath: bundle, outputDir: unpacked, silent: true })).toBe(true)
  expect(validateManifest(join(unpacked, 'manifest.json'))).toBe(true)
  const manifest = JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8'))
  expect(readFileSync(join(unpacked, manifest.icon)).subarray(1, 4).toString()).toBe('PNG')
  expect(existsSync(join(unpacked, manifest.server.entry_point))).toBe(true)
  expect(existsSync(join(unpacked, 'node_modules'))).toBe(false)

  host = spawn(process.execPath, [standIn, folder], { stdio: ['ignore', 'ignore', 'inherit'] })
  await expect.poll(() => existsSync(join(folder, 'bridge.json')), { timeout: 10_000 }).toBe(true)
  const { args, env } = manifest.server.mcp_config
  const fill = (text: string) =>
    text.replaceAll(`\${__dirname}`, unpacked).replaceAll(`\${user_config.data_dir}`, folder)
  const client = new Client({ name: 'bundle', version: '1' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: args.map(fill),
      // What the user left empty stays as it stands in the manifest.
      env: Object.fromEntries(Object.entries<string>(env).map(([name, value]) => [name, fill(value)])),
      stderr: 'ignore',
    }),
  )
  expect((await client.listTools()).tools.map(({ name }) => name)).toContain('echo')
  await client.close()
})
