import { ArrowDown, ArrowUp, Check, CornerDownRight, Ellipsis, Pencil, Sunrise, Trash2 } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { completeTask, deleteTask, reopenTask, type Task, updateTask } from '../../mcp/tasks/contract.ts'
import { addDays } from '../../shared/dates.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { IconButton } from '../ui/button.tsx'
import { cx } from '../ui/class-names.ts'
import { DragHandle } from '../ui/drag-handle.tsx'
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx'
import { QuickAdd } from './quick-add.tsx'
import { TaskEditor } from './task-editor.tsx'
import { TaskFacts } from './task-facts.tsx'
import { useJustCompleted } from './use-tasks.ts'

export interface TaskRowProps {
  task: Task
  tripTitle?: string | undefined
  /** Moves it up or down; absent where the list has no order of its own. */
  onStep?: ((step: -1 | 1) => void) | undefined
  /** How many tasks it stands below. */
  depth?: number
}

/** From this depth on, tasks are not set in further. */
const deepest = 4

const rings = ['', 'border-red bg-red-soft', 'border-amber bg-amber-soft', 'border-(--day-3)', 'border-line-strong']

/** One task: done or not, what, when; opened by its title, moved by its handle. */
export const TaskRow = memo(function TaskRow({ task, tripTitle, onStep, depth = 0 }: TaskRowProps) {
  const act = useAction()
  const formats = useFormats()
  const [editing, setEditing] = useState(false)
  const [adding, setAdding] = useState(false)
  const [busy, setBusy] = useState(false)
  const keep = useJustCompleted((state) => state.add)
  const drop = useJustCompleted((state) => state.drop)
  const done = task.status === 'completed'
  const late = !done && task.due !== undefined && task.due.slice(0, 10) < formats.today

  const subtasks = useRef<HTMLDivElement>(null)
  const name = useRef<HTMLButtonElement>(null)
  const endAdding = () => {
    if (subtasks.current?.contains(document.activeElement)) name.current?.focus()
    setAdding(false)
  }

  // Until the list has heard of it too; else the tick would go and come again.
  const [seen, setSeen] = useState(task)
  if (seen !== task) {
    setSeen(task)
    setBusy(false)
  }
  const toggle = async () => {
    setBusy(true)
    if (done) {
      const answer = await act(reopenTask, { task_id: task.task_id }, { done: 'Task reopened' })
      if (answer !== undefined) drop(task.task_id)
      setBusy(false)
      return
    }
    const answer = await act(
      completeTask,
      { task_id: task.task_id },
      {
        done: ({ next_task_id }) =>
          next_task_id === undefined ? 'Task completed' : 'Task completed; the next one is in the list',
      },
    )
    if (answer === undefined) setBusy(false)
    else keep({ ...answer.output, status: 'completed' })
  }
  const remove = async () => {
    const answer = await act(deleteTask, { task_id: task.task_id }, { done: `Deleted “${task.title}”` })
    if (answer !== undefined) drop(task.task_id)
  }
  const postpone = () => {
    const time = task.due?.slice(10) ?? ''
    void act(
      updateTask,
      { task_id: task.task_id, due: `${addDays(formats.today, 1)}${time}` },
      { done: 'Moved to tomorrow' },
    )
  }
  return (
    <div className="border-b border-line" style={{ marginLeft: `${Math.min(depth, deepest) * 1.75}rem` }}>
      <div
        className={cx(
          'group grid min-h-11 grid-cols-[24px_minmax(0,1fr)_auto] items-start gap-2.5 py-2',
          // Very narrow, or magnified: the buttons go below, so that words are not broken into pieces.
          'max-[420px]:grid-cols-[24px_minmax(0,1fr)] max-[420px]:[&>:last-child]:col-start-2',
        )}
      >
        <span className="relative grid size-6 place-items-center">
          <input
            type="checkbox"
            aria-label={task.title}
            checked={done || busy}
            aria-busy={busy}
            onChange={() => {
              if (!busy) void toggle()
            }}
            className={cx(
              'size-[18px] cursor-pointer appearance-none rounded-full border-[1.6px] transition-colors duration-100 after:absolute after:inset-0 after:content-[""]',
              done || busy
                ? 'border-accent bg-accent'
                : (rings[task.priority ?? 0] ?? '') || 'border-faint hover:border-accent',
            )}
          />
          {(done || busy) && (
            <Check size={12} strokeWidth={3} aria-hidden className="pointer-events-none absolute text-on-accent" />
          )}
        </span>
        <div className="min-w-0 pt-0.5">
          <button
            ref={name}
            type="button"
            onClick={() => setEditing(true)}
            className={cx(
              'block max-w-full rounded text-left break-words',
              done ? 'text-faint line-through' : 'hover:text-accent',
            )}
          >
            {task.priority !== undefined && task.priority < 4 && (
              <span className="sr-only">Priority {task.priority}: </span>
            )}
            {task.title}
          </button>
          {!done && <TaskFacts task={task} tripTitle={tripTitle} />}
        </div>
        <div className="flex items-center">
          {late && (
            <button
              type="button"
              onClick={postpone}
              className="rounded-md px-2 py-1 text-sm font-medium text-soft hover:bg-hover hover:text-ink"
            >
              Tomorrow<span className="sr-only"> instead: {task.title}</span>
            </button>
          )}
          <span className="flex opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
            <Menu
              trigger={
                <IconButton plain icon={Ellipsis} label={`More for ${task.title}`} size={16} className="size-7" />
              }
            >
              <MenuItem icon={Pencil} onSelect={() => setEditing(true)}>
                Edit
              </MenuItem>
              {!done && (
                <MenuItem icon={CornerDownRight} onSelect={() => setAdding(true)}>
                  Add subtasks
                </MenuItem>
              )}
              {!done && (
                <MenuItem icon={Sunrise} onSelect={postpone}>
                  Tomorrow
                </MenuItem>
              )}
              {onStep !== undefined && !done && (
                <>
                  <MenuItem icon={ArrowUp} onSelect={() => onStep(-1)}>
                    Move up
                  </MenuItem>
                  <MenuItem icon={ArrowDown} onSelect={() => onStep(1)}>
                    Move down
                  </MenuItem>
                </>
              )}
              <MenuLine />
              <MenuItem icon={Trash2} danger onSelect={() => void remove()}>
                Delete
              </MenuItem>
            </Menu>
            {onStep !== undefined && !done && (
              <DragHandle title={task.title} help="Up and down arrow keys move it within its day" onStep={onStep} />
            )}
          </span>
        </div>
      </div>
      {adding && (
        <div ref={subtasks} className="pb-2.5 pl-8.5">
          <QuickAdd parent={task} onClose={endAdding} />
        </div>
      )}
      {editing && <TaskEditor task={task} onClose={() => setEditing(false)} />}
    </div>
  )
})
