import { defineConfig } from 'vitest/config'

const reports = process.env.SOJOURN_TEST_REPORTS

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'e2e/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['scripts/test/built-data.ts'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    ...(reports !== undefined && { reporters: ['default', 'json'], outputFile: { json: `${reports}/unit.json` } }),
  },
})
