import { expect, test } from 'vitest'
import { firstChoice, groupTools } from './tool-groups.ts'

const tool = (name: string, server: string) => ({ name, title: name, description: `Does ${name}`, server })
const tools = [tool('add_task', 'tasks'), tool('list_tasks', 'tasks'), tool('plan_trip', 'trips')]

test('tools stand under their server, and are found by name, title, description or server', () => {
  const names = (query: string) => groupTools(tools, query).map(({ server, tools: group }) => [server, group.length])
  expect(names('')).toEqual([
    ['tasks', 2],
    ['trips', 1],
  ])
  expect(names(' PLAN')).toEqual([['trips', 1]])
  expect(names('nothing')).toEqual([])
})

test('a choice begins with what the client has; a tool that is gone is left out', () => {
  expect([...firstChoice('everything', tools)]).toEqual(['add_task', 'list_tasks', 'plan_trip'])
  expect([...firstChoice(['plan_trip', 'gone'], tools)]).toEqual(['plan_trip'])
})
