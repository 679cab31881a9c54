import { expect, test } from 'vitest'
import { consentFacts, nameOf, staysHere } from './consent-words.ts'

test('a claimed name is called a claim', () => {
  const facts = consentFacts({ client_name: 'Claude Code', answers_to: 'this computer', resource: '/mcp' })
  expect(facts).toEqual([
    ['Name', '“Claude Code” is what it calls itself; Sojourn cannot check that'],
    ['Answer goes to', 'this computer'],
    ['May use', 'Sojourn’s tools'],
  ])
})

test('a request for one server, by a described client without a name', () => {
  const consent = { described_at: 'example.com', answers_to: 'example.com', resource: '/mcp/tasks' }
  expect(consentFacts(consent)).toEqual([
    ['Name', 'It gave none'],
    ['Described at', 'example.com'],
    ['Answer goes to', 'example.com'],
    ['May use', 'Only the tools at /mcp/tasks'],
  ])
  expect(nameOf({})).toBe('An assistant without a name')
})

test('an answer to a site leaves this computer', () => {
  expect(staysHere({ answers_to: 'this computer' })).toBe(true)
  expect(staysHere({ answers_to: 'an app on this computer (cursor://)' })).toBe(true)
  expect(staysHere({ answers_to: 'this-computer.example.com' })).toBe(false)
})
