import { expect, test } from 'vitest'
import { hostFlags, launchOf, nodeProgram, type Surroundings } from './launch.ts'

const around = (change: Partial<Surroundings>): Surroundings => ({
  execPath: '/usr/bin/node',
  runtime: 'node',
  platform: 'linux',
  env: {},
  projectDir: '/home/ana/sojourn',
  exists: () => true,
  ...change,
})
const commandLine = '/home/ana/sojourn/src/main/headless/cli.ts'

test('in Node this very Node starts the host without a window', () => {
  expect(launchOf('/data', around({}))).toEqual({
    command: '/usr/bin/node',
    args: [...hostFlags, commandLine, 'serve', '--data-dir', '/data'],
    cwd: '/home/ana/sojourn',
    env: {},
  })
})

test('in Electron it is the project’s Node, never Electron itself', () => {
  const electron = around({ runtime: 'electron', execPath: '/home/ana/sojourn/node_modules/electron/dist/electron' })
  expect(launchOf('/data', electron)).toMatchObject({
    command: '/home/ana/sojourn/node_modules/node/bin/node',
    args: [...hostFlags, commandLine, 'serve', '--data-dir', '/data'],
    env: {},
  })
  expect(nodeProgram({ ...electron, platform: 'win32' }).command).toMatch(/node\.exe$/)
  expect(nodeProgram({ ...electron, exists: () => false })).toEqual({
    command: electron.execPath,
    env: { ELECTRON_RUN_AS_NODE: '1' },
  })
})

test('the installed app starts itself, without its archive as a folder', () => {
  const app = around({
    runtime: 'app',
    execPath: '/opt/Sojourn/sojourn',
    projectDir: '/opt/Sojourn/resources/app.asar',
  })
  expect(launchOf('/data', app)).toEqual({
    command: '/opt/Sojourn/sojourn',
    args: ['--serve', '--data-dir', '/data'],
    cwd: '/data',
    env: {},
  })
  expect(nodeProgram(app)).toEqual({ command: 'node', env: {} })
})

test('an AppImage is named by its file, not by where it is mounted', () => {
  const app = around({
    runtime: 'app',
    execPath: '/tmp/.mount_x/sojourn',
    env: { APPIMAGE: '/home/ana/Sojourn.AppImage' },
  })
  expect(launchOf('/data', app).command).toBe('/home/ana/Sojourn.AppImage')
})
