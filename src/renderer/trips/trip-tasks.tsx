import { QuickAdd } from '../tasks/quick-add.tsx'
import { TaskBoard } from '../tasks/task-board.tsx'

/** The tasks of one trip, with quick-add for it. */
export function TripTasks({ tripId }: { tripId: string }) {
  return (
    <div className="flex min-h-0 max-w-3xl flex-1 flex-col">
      <div className="px-7 pt-5 pb-1">
        <QuickAdd tripId={tripId} />
      </div>
      <TaskBoard tripId={tripId} />
    </div>
  )
}
