import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from './command.ts'
import { newDataDir, StartedHost } from './started-host.ts'

test('a host that is told to ends when nobody has used it for so long, and leaves the folder in order', async () => {
  const host = await StartedHost.start(newDataDir(), 0, '--end-when-idle', '0.02')
  try {
    const ended = once(host.process, 'exit')
    expect((await host.answer('add_task', { title: 'Before it ends' })).status).toBe(200)
    expect(await ended).toEqual([0, null])
    expect(host.errors()).toContain('Nobody has used Sojourn for 0.02 minutes: it ends.')
    for (const file of ['bridge.json', 'lock']) expect(existsSync(join(host.dataDir, file))).toBe(false)
  } finally {
    await host.remove()
  }
})

test.each(['0', 'soon', '100000'])('%s minutes are refused', async (minutes) => {
  const dataDir = newDataDir()
  const asked = await runCommand(['serve', '--port', '0', '--data-dir', dataDir, '--end-when-idle', minutes])
  expect(asked).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('no time to wait') })
  rmSync(dataDir, { recursive: true })
})
