import { expect, test } from 'vitest'
import { readDesktopOptions } from './options.ts'

test('the app’s own options are read, in either form', () => {
  expect(readDesktopOptions(['--data-dir', '/data', '--port=0'], {})).toEqual({
    dataDir: '/data',
    port: 0,
    serve: false,
  })
  expect(readDesktopOptions(['--serve', '--data-dir=/data'], {})).toEqual({ dataDir: '/data', port: 7420, serve: true })
  expect(readDesktopOptions([], { SOJOURN_DATA_DIR: '/elsewhere' }).dataDir).toBe('/elsewhere')
})

test('what Chromium and the systems add is left alone', () => {
  const args = ['--no-sandbox', '--ozone-platform=wayland', '-psn_0_12345', '--data-dir', '/data', 'file.txt']
  expect(readDesktopOptions(args, {}).dataDir).toBe('/data')
})

test.each([
  [['--port', 'many'], /many is not a port/],
  [['--port'], /--port has no value/],
  [['--data-dir'], /--data-dir has no value/],
])('%j is refused in words', (args, says) => {
  expect(() => readDesktopOptions(args, {})).toThrow(says)
})
