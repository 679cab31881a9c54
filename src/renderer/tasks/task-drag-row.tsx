import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type Task, task as taskSchema } from '../../mcp/tasks/contract.ts'
import { cx } from '../ui/class-names.ts'
import { bucketOf, type Move } from './task-groups.ts'

const draggedTask = (data: Record<string | symbol, unknown>) => taskSchema.safeParse(data.task).data

interface TaskDragRowProps {
  task: Task
  onDropBeside(dragged: Task, move: Move): void
  children: ReactNode
}

/** Makes a task draggable, and a place to drop one of the same day (or the same undated list) beside. */
export function TaskDragRow({ task, onDropBeside, children }: TaskDragRowProps) {
  const row = useRef<HTMLDivElement>(null)
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null)
  const drop = useRef(onDropBeside)
  drop.current = onDropBeside
  useEffect(() => {
    const element = row.current
    if (element === null || task.status === 'completed') return
    return combine(
      draggable({ element, getInitialData: () => ({ task }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => {
          const dragged = draggedTask(source.data)
          return dragged !== undefined && dragged.task_id !== task.task_id && bucketOf(dragged) === bucketOf(task)
        },
        getData: ({ input }) => attachClosestEdge({}, { element, input, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self }) => {
          const closest = extractClosestEdge(self.data)
          setEdge(closest === 'top' || closest === 'bottom' ? closest : null)
        },
        onDragLeave: () => setEdge(null),
        onDrop: ({ self, source }) => {
          setEdge(null)
          const dragged = draggedTask(source.data)
          if (dragged === undefined) return
          drop.current(
            dragged,
            extractClosestEdge(self.data) === 'top' ? { before: task.task_id } : { after: task.task_id },
          )
        },
      }),
    )
  }, [task])
  return (
    <div
      ref={row}
      className={cx(
        'relative',
        edge === 'top' &&
          'before:absolute before:inset-x-0 before:-top-px before:h-0.5 before:bg-accent forced-colors:before:bg-[Highlight]',
        edge === 'bottom' &&
          'after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:bg-accent forced-colors:after:bg-[Highlight]',
      )}
    >
      {children}
    </div>
  )
}
