import { expect, test } from 'vitest'
import * as z from 'zod'
import { addTask, listTasks } from '../../mcp/tasks/contract.ts'
import { planTrip } from '../../mcp/trips/contract.ts'
import { fieldsOf, typedValue } from './tool-fields.ts'

const fieldsOfTool = (tool: { input: z.ZodType }) =>
  Object.fromEntries(fieldsOf(z.toJSONSchema(tool.input, { io: 'input' })).map((field) => [field.name, field]))

test('a form leaves out what only programs give', () => {
  const fields = fieldsOfTool(addTask)
  expect(fields.user_id).toBeUndefined()
  expect(fields.idempotency_key).toBeUndefined()
})

test('fields are written as what they are', () => {
  const task = fieldsOfTool(addTask)
  expect(task.title).toMatchObject({ kind: 'text', required: true })
  expect(task.labels?.kind).toBe('words')
  expect(task.priority?.kind).toBe('number')
  expect(task.recur_from_completion?.kind).toBe('switch')
  expect(fieldsOfTool(listTasks).status).toMatchObject({ kind: 'choice', choices: ['all', 'pending', 'completed'] })
  const trip = fieldsOfTool(planTrip)
  expect(trip.start_date?.kind).toBe('date')
  expect(trip.budget?.kind).toBe('money')
  expect(trip.destinations?.kind).toBe('json')
})

test('what is typed becomes the value that the tool takes', () => {
  expect(typedValue('number', '3')).toBe(3)
  expect(typedValue('words', 'food, views,')).toEqual(['food', 'views'])
  expect(typedValue('money', '1500 eur')).toEqual({ amount: 1500, currency: 'EUR' })
  expect(typedValue('json', '[{"place":"Lisbon"}]')).toEqual([{ place: 'Lisbon' }])
  expect(typedValue('text', '  ')).toBeUndefined()
})
