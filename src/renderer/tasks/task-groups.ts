import type { Task } from '../../mcp/tasks/contract.ts'

export interface TaskGroup {
  key: string
  title: string
  tasks: Task[]
}

const dateOf = (task: Pick<Task, 'due'>) => task.due?.slice(0, 10)

/**
 * Within which tasks one can be moved up and down: the same day, or the same list of tasks without a date. Elsewhere
 * the due date orders them.
 */
export function bucketOf(task: Pick<Task, 'due' | 'trip_id'>): string {
  return dateOf(task) ?? (task.trip_id === undefined ? 'someday' : `trip ${task.trip_id}`)
}

function inOrder(a: Task, b: Task): number {
  const dates = (dateOf(a) ?? '').localeCompare(dateOf(b) ?? '')
  return dates === 0 ? a.position - b.position : dates
}

/** Subtasks right after the task they belong to, where both stand in the list. */
function withChildren(tasks: readonly Task[]): Task[] {
  const present = new Set(tasks.map((task) => task.task_id))
  const children = new Map<string, Task[]>()
  const roots: Task[] = []
  for (const task of tasks) {
    const parent = task.parent_id
    if (parent === undefined || parent === task.task_id || !present.has(parent)) roots.push(task)
    else children.set(parent, [...(children.get(parent) ?? []), task])
  }
  const seen = new Set<string>()
  const withTheirs = (task: Task): Task[] => {
    if (seen.has(task.task_id)) return []
    seen.add(task.task_id)
    return [task, ...(children.get(task.task_id) ?? []).flatMap(withTheirs)]
  }
  return roots.flatMap(withTheirs)
}

/**
 * Tasks in the groups of the panel: Overdue, Today, Upcoming, those without a date by trip, Someday. Empty groups are
 * left out.
 * @param today a local date
 * @param titleOf the title of a trip, where it is known
 */
export function groupTasks(
  tasks: readonly Task[],
  today: string,
  titleOf: (tripId: string) => string | undefined,
): TaskGroup[] {
  const overdue: Task[] = []
  const dueToday: Task[] = []
  const upcoming: Task[] = []
  const someday: Task[] = []
  const byTrip = new Map<string, Task[]>()
  for (const task of tasks) {
    const date = dateOf(task)
    if (date !== undefined) (date < today ? overdue : date === today ? dueToday : upcoming).push(task)
    else if (task.trip_id === undefined) someday.push(task)
    else byTrip.set(task.trip_id, [...(byTrip.get(task.trip_id) ?? []), task])
  }
  const trips = [...byTrip].map(([tripId, own]) => ({
    key: `trip ${tripId}`,
    title: titleOf(tripId) ?? 'A trip',
    tasks: own,
  }))
  return [
    { key: 'overdue', title: 'Overdue', tasks: overdue },
    { key: 'today', title: 'Today', tasks: dueToday },
    { key: 'upcoming', title: 'Upcoming', tasks: upcoming },
    ...trips.sort((a, b) => a.title.localeCompare(b.title)),
    { key: 'someday', title: 'Someday', tasks: someday },
  ]
    .filter((group) => group.tasks.length > 0)
    .map((group) => ({ ...group, tasks: withChildren(group.tasks.sort(inOrder)) }))
}

export type Move = { before: string } | { after: string }

/**
 * The call of `reorder_task` that moves a task one place up or down within its bucket.
 * @param order the tasks as they are shown
 * @returns `undefined` at the end of the bucket
 */
export function stepMove(order: readonly Task[], taskId: string, step: -1 | 1): Move | undefined {
  const task = order.find((candidate) => candidate.task_id === taskId)
  if (task === undefined) return undefined
  const bucket = order.filter((candidate) => bucketOf(candidate) === bucketOf(task) && candidate.status === 'pending')
  const beside = bucket[bucket.findIndex((candidate) => candidate.task_id === taskId) + step]
  if (beside === undefined) return undefined
  return step === -1 ? { before: beside.task_id } : { after: beside.task_id }
}
