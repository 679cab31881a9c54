import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Host, type HostOptions, openHost } from './host.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sojourn-host-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const open = (options: Partial<HostOptions> = {}) =>
  openHost({
    dataDir,
    env: { SOJOURN_OFFLINE: '1' },
    rendererDir: dataDir,
    openSettings: () => new Conf({ cwd: dataDir, configName: 'settings', projectName: 'sojourn' }),
    probe: async () => true,
    ...options,
  })

async function tasksOf({ registry, user }: Host): Promise<unknown> {
  const { output } = await registry.call(
    'list_tasks',
    {},
    { user, caller: { kind: 'local' }, scopes: new Set(['tasks:read']) },
  )
  return output
}

async function withOneTask(): Promise<void> {
  const host = await open()
  await host.registry.call(
    'add_task',
    { title: 'Renew the passport' },
    { user: host.user, caller: { kind: 'local' }, scopes: new Set(['tasks:write']) },
  )
  await host.close()
}

test('what was written is still the user’s when the settings are lost', async () => {
  await withOneTask()
  rmSync(join(dataDir, 'settings.json'))
  const host = await open()
  expect(await tasksOf(host)).toMatchObject({ tasks: [{ title: 'Renew the passport' }] })
  await host.close()
})

test('settings that are damaged are set aside, and the user is told', async () => {
  await withOneTask()
  writeFileSync(join(dataDir, 'settings.json'), '{"profile": {"locale')
  const host = await open()
  expect(host.notices).toMatchObject([{ code: 'settings_reset', severity: 'warning' }])
  expect(readdirSync(dataDir).filter((file) => file.startsWith('settings.damaged-'))).toHaveLength(1)
  expect(await tasksOf(host)).toMatchObject({ tasks: [{ title: 'Renew the passport' }] })
  await host.close()
})

test('a start that fails leaves the folder free', async () => {
  const failing = () => {
    throw new Error('on purpose')
  }
  await expect(open({ openSettings: failing })).rejects.toThrow('on purpose')
  await (await open()).close()
})
