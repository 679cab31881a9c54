import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'
import { browserHere } from './browser.ts'

const project = resolve(import.meta.dirname, '..')
const reports = process.env.SOJOURN_TEST_REPORTS

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.spec.ts',
  outputDir: resolve(project, 'test-results'),
  globalSetup: resolve(import.meta.dirname, 'built-app.ts'),
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI === 'true',
  // On a loaded machine of CI's a test is tried once more; `npm test` names each that needed it, and why.
  retries: process.env.CI === 'true' ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    [process.env.CI === 'true' ? 'dot' : 'list'],
    ...(reports === undefined ? [] : [['json', { outputFile: `${reports}/e2e.json` }] as const]),
  ],
  use: {
    browserName: 'chromium',
    headless: true,
    // The one that this machine has is found, and unpacked, before the first worker starts.
    launchOptions: await browserHere(),
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
