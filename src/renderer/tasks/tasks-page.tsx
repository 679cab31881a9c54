import { useDeferredValue, useState } from 'react'
import { listTasks } from '../../mcp/tasks/contract.ts'
import { addDays } from '../../shared/dates.ts'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { PageHead } from '../ui/page-head.tsx'
import { QuickAdd } from './quick-add.tsx'
import { TaskBoard } from './task-board.tsx'

function Counts() {
  const { today } = useFormats()
  const { data } = useTool(listTasks, { due_after: addDays(today, -1), due_before: addDays(today, 7), limit: 500 })
  if (data === undefined) return <span>&nbsp;</span>
  const dueToday = data.tasks.filter((task) => task.due?.slice(0, 10) === today).length
  const week = data.next_cursor === undefined ? String(data.tasks.length) : `${data.tasks.length}+`
  if (data.tasks.length === 0) return <span>nothing this week</span>
  return (
    <>
      <span>{dueToday === 0 ? 'nothing today' : `${dueToday} today`}</span>
      <span>{week} this week</span>
    </>
  )
}

/** The to-do list. */
export function TasksPage() {
  const [query, setQuery] = useState('')
  const sought = useDeferredValue(query.trim())
  return (
    <div className="flex min-h-0 w-full max-w-[820px] flex-1 flex-col">
      <PageHead title="Tasks" meta={<Counts />}>
        <input
          type="search"
          aria-label="Search tasks"
          placeholder="Search…"
          className="field w-44"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </PageHead>
      <div className="px-7">
        <QuickAdd />
      </div>
      <TaskBoard query={sought} />
    </div>
  )
}
