import { expect, test } from 'vitest'
import { failuresOf } from './failures.ts'

test('the failed tests of a report of Vitest are named, and a file that did not load', () => {
  const report = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'adds', status: 'passed', failureMessages: [] },
          { fullName: 'subtracts', status: 'failed', failureMessages: ['\u001b[31mexpected 1\u001b[39m\n\nto be 2'] },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
    ],
  }
  expect(failuresOf(report)).toEqual([
    { name: 'subtracts', flaky: false, message: 'expected 1\nto be 2' },
    { name: 'b.test.ts', flaky: false, message: 'Cannot find module' },
  ])
})

test('of a report of Playwright the flaky ones too, with the way to them', () => {
  const ended = (title: string, status: string, message?: string) => ({
    title,
    tests: [{ status, results: [{ errors: message === undefined ? [] : [{ message }] }] }],
  })
  const report = {
    suites: [
      {
        title: 'trip.spec.ts',
        specs: [ended('opens', 'expected'), ended('moves', 'flaky', 'timed out')],
        suites: [{ title: 'in the dark', specs: [ended('closes', 'unexpected', 'not found')] }],
      },
    ],
  }
  expect(failuresOf(report)).toEqual([
    { name: 'trip.spec.ts › moves', flaky: true, message: 'timed out' },
    { name: 'trip.spec.ts › in the dark › closes', flaky: false, message: 'not found' },
  ])
})

test('anything else has none', () => {
  expect(failuresOf(undefined)).toEqual([])
  expect(failuresOf({ stats: {} })).toEqual([])
})
