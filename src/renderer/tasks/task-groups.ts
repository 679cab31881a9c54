import type { Task } from '../../mcp/tasks/contract.ts'

export interface TaskGroup {
  key: string
  title: string
  tasks: Task[]
}

const dateOf = (task: Pick<Task, 'due'>) => task.due?.slice(0, 10)

/**
 * Within which tasks one can be moved up and down: the subtasks of one task, the same day, or the same list of tasks
 * without a date. Elsewhere the due date orders them.
 */
export function bucketOf(task: Pick<Task, 'due' | 'trip_id' | 'parent_id'>): string {
  if (task.parent_id !== undefined) return `under ${task.parent_id}`
  return dateOf(task) ?? (task.trip_id === undefined ? 'someday' : `trip ${task.trip_id}`)
}

/** A task with its subtasks right after it, and theirs. */
interface Family {
  tasks: Task[]
  /** The earliest date on which something of it is due. */
  date: string | undefined
  root: Task
}

const byPosition = (a: Task, b: Task) => a.position - b.position

function familyOf(root: Task, children: ReadonlyMap<string, readonly Task[]>): Family {
  const withTheirs = (task: Task): Task[] => [
    task,
    ...(children.get(task.task_id) ?? []).toSorted(byPosition).flatMap(withTheirs),
  ]
  const tasks = withTheirs(root)
  const dates = tasks
    .filter((task) => task === root || task.status === 'pending')
    .flatMap((task) => dateOf(task) ?? [])
    .sort()
  return { tasks, date: dates[0], root }
}

/** Tasks with the subtasks that stand in the list too. */
function familiesOf(tasks: readonly Task[]): Family[] {
  const present = new Set(tasks.map((task) => task.task_id))
  const children = new Map<string, Task[]>()
  const roots: Task[] = []
  for (const task of tasks) {
    const parent = task.parent_id
    if (parent === undefined || !present.has(parent)) roots.push(task)
    else children.set(parent, [...(children.get(parent) ?? []), task])
  }
  return roots.map((root) => familyOf(root, children))
}

function inOrder(a: Family, b: Family): number {
  const dates = (a.date ?? '').localeCompare(b.date ?? '')
  return dates === 0 ? byPosition(a.root, b.root) : dates
}

/**
 * Tasks in the groups of the panel: Overdue, Today, Upcoming, those without a date by trip, Someday. Empty groups are
 * left out. Subtasks stand under their task, in the group of whichever of them is due first.
 * @param today a local date
 * @param titleOf the title of a trip, where it is known
 */
export function groupTasks(
  tasks: readonly Task[],
  today: string,
  titleOf: (tripId: string) => string | undefined,
): TaskGroup[] {
  const overdue: Family[] = []
  const dueToday: Family[] = []
  const upcoming: Family[] = []
  const someday: Family[] = []
  const byTrip = new Map<string, Family[]>()
  for (const family of familiesOf(tasks)) {
    const { date, root } = family
    if (date !== undefined) (date < today ? overdue : date === today ? dueToday : upcoming).push(family)
    else if (root.trip_id === undefined) someday.push(family)
    else byTrip.set(root.trip_id, [...(byTrip.get(root.trip_id) ?? []), family])
  }
  const trips = [...byTrip].map(([tripId, families]) => ({
    key: `trip ${tripId}`,
    title: titleOf(tripId) ?? 'A trip',
    families,
  }))
  return [
    { key: 'overdue', title: 'Overdue', families: overdue },
    { key: 'today', title: 'Today', families: dueToday },
    { key: 'upcoming', title: 'Upcoming', families: upcoming },
    ...trips.sort((a, b) => a.title.localeCompare(b.title)),
    { key: 'someday', title: 'Someday', families: someday },
  ]
    .filter(({ families }) => families.length > 0)
    .map(({ families, ...group }) => ({ ...group, tasks: families.sort(inOrder).flatMap((family) => family.tasks) }))
}

/**
 * How deep each task of a list stands: 0, or one more than the task it belongs to, where that stands before it.
 * @returns by task id
 */
export function depthsOf(order: readonly Task[]): Map<string, number> {
  const depths = new Map<string, number>()
  for (const { task_id, parent_id } of order) {
    const above = parent_id === undefined ? undefined : depths.get(parent_id)
    depths.set(task_id, above === undefined ? 0 : above + 1)
  }
  return depths
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
