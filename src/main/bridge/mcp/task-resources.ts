import { listTasks, type Task } from '../../../mcp/tasks/contract.ts'
import type { Temporal } from '../../../shared/dates.ts'
import type { ResourceProvider, ResourceReader } from './resource-shapes.ts'

const today = 'task://today'

/** What is to be done today: the pending tasks that are due by its end, overdue ones among them. */
export const taskResources: ResourceProvider = {
  server: 'tasks',
  scope: 'tasks:read',
  templates: [],

  async list() {
    return {
      resources: [
        {
          uri: today,
          name: 'Today',
          title: 'Tasks for today',
          description: 'Pending tasks due today or overdue, as JSON.',
          mimeType: 'application/json',
        },
      ],
    }
  },

  async read(reader, uri) {
    if (uri !== today) return undefined
    const date = reader.now.toZonedDateTimeISO(reader.profile.timezone).toPlainDate()
    const tasks = await tasksDueBefore(reader, date.add({ days: 1 }))
    const text = JSON.stringify({ date: date.toString(), timezone: reader.profile.timezone, tasks }, null, 2)
    return { uri, mimeType: 'application/json', text }
  },

  touched: (change) => (change.entity === 'task' ? [today] : []),
  listChanged: () => false,
}

/** Every pending task due before a day, in pages, as the tool gives them. */
export async function tasksDueBefore(reader: ResourceReader, day: Temporal.PlainDate): Promise<Task[]> {
  const found: Task[] = []
  let cursor: string | undefined
  do {
    const page = await reader.call(listTasks, {
      status: 'pending',
      due_before: day.toString(),
      limit: 500,
      ...(cursor !== undefined && { cursor }),
    })
    found.push(...page.tasks)
    cursor = page.next_cursor
  } while (cursor !== undefined)
  return found
}
