import { useVirtualizer } from '@tanstack/react-virtual'
import { ListChecks } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { listTasks, reorderTask, type Task } from '../../mcp/tasks/contract.ts'
import { listTrips } from '../../mcp/trips/contract.ts'
import { folded } from '../../shared/folded.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { announce } from '../ui/announcer.tsx'
import { cx } from '../ui/class-names.ts'
import { Empty, Failure, Loading } from '../ui/notice.tsx'
import { TaskDragRow } from './task-drag-row.tsx'
import { depthsOf, groupTasks, stepMove, type TaskGroup } from './task-groups.ts'
import { TaskRow } from './task-row.tsx'
import { useJustCompleted, useTasks } from './use-tasks.ts'

interface TaskBoardProps {
  tripId?: string
  query?: string
}

type Row = { type: 'heading'; group: TaskGroup } | { type: 'task'; task: Task; group: TaskGroup; depth: number }

function rowsOf(groups: readonly TaskGroup[]): Row[] {
  return groups.flatMap((group) => {
    const depths = depthsOf(group.tasks)
    const rows = group.tasks.map((task) => ({
      type: 'task' as const,
      task,
      group,
      depth: depths.get(task.task_id) ?? 0,
    }))
    return [{ type: 'heading' as const, group }, ...rows]
  })
}

const keyOf = (row: Row | undefined) => (row?.type === 'task' ? row.task.task_id : row?.group.key)

function useGroups({ tripId, query }: TaskBoardProps, withCompleted: boolean) {
  const formats = useFormats()
  const filter = {
    ...(tripId !== undefined && { trip_id: tripId }),
    ...(query !== undefined && query !== '' && { query }),
  }
  const pending = useTasks(filter)
  const { data: completed } = useTool(
    listTasks,
    { ...filter, status: 'completed', limit: 200 },
    { enabled: withCompleted },
  )
  const { data: trips } = useTool(listTrips, { limit: 500 })
  const justCompleted = useJustCompleted((state) => state.tasks)
  const titles = useMemo(() => new Map(trips?.trips.map((trip) => [trip.trip_id, trip.title])), [trips])
  const groups = useMemo(() => {
    if (pending.tasks === undefined) return []
    const present = new Set(pending.tasks.map((task) => task.task_id))
    const kept = withCompleted
      ? []
      : Object.values(justCompleted).filter(
          (task) =>
            !present.has(task.task_id) &&
            (tripId === undefined || task.trip_id === tripId) &&
            folded(task.title).includes(folded(query ?? '')),
        )
    const open = groupTasks([...pending.tasks, ...kept], formats.today, (id) => titles.get(id))
    const done = withCompleted && completed !== undefined && completed.tasks.length > 0
    return done ? [...open, { key: 'completed', title: 'Completed', tasks: completed.tasks }] : open
  }, [pending.tasks, justCompleted, completed, withCompleted, formats.today, titles, tripId, query])
  return { ...pending, groups, titles }
}

/** Tasks in their groups. Only what is on screen is drawn, so that ten thousand scroll like ten. */
export function TaskBoard({ tripId, query = '' }: TaskBoardProps) {
  const act = useAction()
  const [withCompleted, setWithCompleted] = useState(false)
  const { groups, titles, tasks, error, isLoading, isComplete, refetch } = useGroups(
    { query, ...(tripId !== undefined && { tripId }) },
    withCompleted,
  )
  const clear = useJustCompleted((state) => state.clear)
  useEffect(() => clear, [clear])

  const rows = useMemo(() => rowsOf(groups), [groups])
  const scroller = useRef<HTMLDivElement>(null)
  // Kept as they are between renders, or every row would be measured anew on each.
  const estimateSize = useCallback((index: number) => (rows[index]?.type === 'heading' ? 44 : 58), [rows])
  const getItemKey = useCallback((index: number) => keyOf(rows[index]) ?? index, [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 8,
  })

  const reorder = async (task: Task, move: ReturnType<typeof stepMove>) => {
    if (move === undefined) return
    const answer = await act(reorderTask, { task_id: task.task_id, ...move }, { done: `Moved “${task.title}”` })
    if (answer !== undefined) announce(`Moved ${task.title}`)
  }
  const step = (group: TaskGroup, task: Task) => (by: -1 | 1) =>
    void reorder(task, stepMove(group.tasks, task.task_id, by))
  const empty = !isLoading && error === null && rows.length === 0
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-7 pb-16">
      {isLoading && <Loading label="Loading tasks" rows={6} />}
      {error !== null && tasks === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {empty && (
        <Empty icon={ListChecks} title={query === '' ? 'Nothing to do' : 'Nothing found'}>
          {query === ''
            ? 'Write a task above: “renew passport next Friday p1”. A planned trip brings its own.'
            : 'Try other words.'}
        </Empty>
      )}
      <ul aria-label="Tasks" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.type === 'heading' ? (
                <h2
                  className={cx(
                    'flex gap-2 pt-5 pb-1 text-xs font-semibold',
                    row.group.key === 'overdue' ? 'text-red' : 'text-soft',
                  )}
                >
                  {row.group.title}
                  <span className="font-normal text-faint">
                    {
                      row.group.tasks.filter((task) => task.status === 'pending' || row.group.key === 'completed')
                        .length
                    }
                    {!isComplete && '+'}
                  </span>
                </h2>
              ) : (
                <TaskDragRow task={row.task} onDropBeside={(dragged, move) => void reorder(dragged, move)}>
                  <TaskRow
                    task={row.task}
                    tripTitle={
                      tripId === undefined && !row.group.key.startsWith('trip')
                        ? titles.get(row.task.trip_id ?? '')
                        : undefined
                    }
                    onStep={step(row.group, row.task)}
                    depth={row.depth}
                  />
                </TaskDragRow>
              )}
            </li>
          )
        })}
      </ul>
      {!isLoading && tasks !== undefined && (
        <button
          type="button"
          aria-pressed={withCompleted}
          onClick={() => setWithCompleted(!withCompleted)}
          className="mt-4 rounded-md px-1.5 py-1 text-sm text-soft hover:bg-hover hover:text-ink"
        >
          {withCompleted ? 'Hide completed' : 'Show completed'}
        </button>
      )}
    </div>
  )
}
