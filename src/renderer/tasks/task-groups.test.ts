import { expect, test } from 'vitest'
import type { Task } from '../../mcp/tasks/contract.ts'
import { depthsOf, groupTasks, stepMove } from './task-groups.ts'

let position = 0
const task = (task_id: string, more: Partial<Task> = {}): Task => {
  position += 1
  return {
    task_id,
    title: task_id,
    description: '',
    labels: [],
    origin: 'user',
    position,
    created_at: '',
    updated_at: '',
    status: 'pending',
    ...more,
  }
}
const today = '2026-11-20'
const shape = (tasks: Task[]) =>
  groupTasks(tasks, today, () => 'Lisbon').map((group) => [group.title, group.tasks.map((t) => t.task_id)])

test('tasks stand under when they are due, else under their trip, else under Someday', () => {
  const tasks = [
    task('late', { due: '2026-11-18' }),
    task('now', { due: '2026-11-20T17:00' }),
    task('soon', { due: '2026-11-21' }),
    task('trip', { trip_id: 't' }),
    task('trip and date', { trip_id: 't', due: '2026-12-01' }),
    task('some'),
  ]
  expect(shape(tasks)).toEqual([
    ['Overdue', ['late']],
    ['Today', ['now']],
    ['Upcoming', ['soon', 'trip and date']],
    ['Lisbon', ['trip']],
    ['Someday', ['some']],
  ])
})

test('within a day the user’s own order holds, across days the date', () => {
  const tasks = [
    task('b', { due: '2026-11-22', position: 2 }),
    task('c', { due: '2026-11-21', position: 9 }),
    task('a', { due: '2026-11-22', position: 1 }),
  ]
  expect(shape(tasks)).toEqual([['Upcoming', ['c', 'a', 'b']]])
})

test('subtasks follow their task', () => {
  const tasks = [
    task('child', { parent_id: 'parent', position: 1 }),
    task('other', { position: 2 }),
    task('parent', { position: 3 }),
  ]
  expect(shape(tasks)).toEqual([['Someday', ['other', 'parent', 'child']]])
})

test('a task and its subtasks stand together where the first of them is due', () => {
  const tasks = [
    task('someday'),
    task('parent'),
    task('soon', { parent_id: 'parent', due: today }),
    task('done', { parent_id: 'parent', due: '2026-11-01', status: 'completed' }),
    task('below', { parent_id: 'soon' }),
  ]
  expect(shape(tasks)).toEqual([
    ['Today', ['parent', 'soon', 'below', 'done']],
    ['Someday', ['someday']],
  ])
  expect([...depthsOf([tasks[1], tasks[2], tasks[4]].flatMap((one) => one ?? []))]).toEqual([
    ['parent', 0],
    ['soon', 1],
    ['below', 2],
  ])
})

test('a subtask moves among the subtasks of its task', () => {
  const order = [task('parent'), task('a', { parent_id: 'parent' }), task('b', { parent_id: 'parent' }), task('c')]
  expect(stepMove(order, 'a', 1)).toEqual({ after: 'b' })
  expect(stepMove(order, 'a', -1)).toBeUndefined()
  expect(stepMove(order, 'parent', 1)).toEqual({ after: 'c' })
})

test('a subtask whose task is elsewhere does not disappear', () => {
  expect(shape([task('child', { parent_id: 'gone' })])).toEqual([['Someday', ['child']]])
})

test('a task moves within its day only', () => {
  const order = [task('a', { due: '2026-11-21' }), task('b', { due: '2026-11-21' }), task('c', { due: '2026-11-22' })]
  expect(stepMove(order, 'a', 1)).toEqual({ after: 'b' })
  expect(stepMove(order, 'b', -1)).toEqual({ before: 'a' })
  expect(stepMove(order, 'b', 1)).toBeUndefined()
})
