import { expect, test } from 'vitest'
import { hasEnded, policyWith, profileWords } from './client-words.ts'

test('a policy keeps only what differs from the usual', () => {
  const asked = policyWith({}, 'write', 'ask')
  expect(asked).toEqual({ write: 'ask' })
  expect(policyWith(asked, 'spend', 'deny')).toEqual({ write: 'ask', spend: 'deny' })
  expect(policyWith(asked, 'write', 'allow')).toEqual({})
})

test('a token without an end does not end', () => {
  const now = Date.parse('2026-11-20T12:00:00Z')
  expect(hasEnded({}, now)).toBe(false)
  expect(hasEnded({ expires_at: '2026-11-20T12:00:01Z' }, now)).toBe(false)
  expect(hasEnded({ expires_at: '2026-11-20T12:00:00Z' }, now)).toBe(true)
})

test('profiles in words', () => {
  expect(profileWords('essentials')).toBe('essential tools')
  expect(profileWords(['add_task'])).toBe('1 tool of your choice')
  expect(profileWords(['add_task', 'list_tasks'])).toBe('2 tools of your choice')
})
