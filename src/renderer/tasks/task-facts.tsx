import { Bell, ListChecks, Repeat, StickyNote } from 'lucide-react'
import type { Task } from '../../mcp/tasks/contract.ts'
import { addDays } from '../../shared/dates.ts'
import { recurrenceWords } from '../../shared/recurrence-words.ts'
import { duration, type Formats, useFormats } from '../app/formats.ts'
import { Tip } from '../ui/button.tsx'
import { cx } from '../ui/class-names.ts'
import { localOf } from './reminder.ts'

/** A local date or date-time as words: today only its time, tomorrow as such. */
function whenWords(local: string, zone: string, formats: Formats): string | undefined {
  const day = local.slice(0, 10)
  const time = local.includes('T') ? `${formats.time(local)}${zone}` : undefined
  if (day === formats.today) return time
  const name = day === addDays(formats.today, 1) ? 'Tomorrow' : formats.shortDay(day)
  return time === undefined ? name : `${name}, ${time}`
}

function dueWords(task: Task, formats: Formats): string | undefined {
  if (task.due === undefined) return undefined
  const zone =
    task.due.includes('T') && task.due_timezone !== undefined && task.due_timezone !== formats.timezone
      ? ` ${task.due_timezone.split('/').at(-1)?.replaceAll('_', ' ')} time`
      : ''
  return whenWords(task.due, zone, formats)
}

/** When one is reminded: the time alone where that is on the day the task is due. */
function reminderWords(task: Task, formats: Formats): string | undefined {
  if (task.remind_at === undefined) return undefined
  const local = localOf(task.remind_at, formats.timezone)
  return local.slice(0, 10) === task.due?.slice(0, 10) ? formats.time(local) : whenWords(local, '', formats)
}

/** What there is to know about a task besides its title, in a line. */
export function TaskFacts({ task, tripTitle }: { task: Task; tripTitle: string | undefined }) {
  const formats = useFormats()
  const due = dueWords(task, formats)
  const reminder = reminderWords(task, formats)
  const { subtasks } = task
  const late = task.status === 'pending' && task.due !== undefined && task.due.slice(0, 10) < formats.today
  const facts = [
    subtasks !== undefined && (
      <span key="subtasks" className="inline-flex items-center gap-1 tabular-nums">
        <ListChecks size={12} aria-hidden /> {subtasks.done} of {subtasks.total}
        <span className="sr-only">subtasks done</span>
      </span>
    ),
    due !== undefined && (
      <span key="due" className={cx(late && 'text-red')}>
        {late && <span className="sr-only">overdue, </span>}
        {due}
      </span>
    ),
    task.recurrence !== undefined && (
      <span key="recurrence" className="inline-flex items-center gap-1">
        <Repeat size={11} aria-hidden /> {recurrenceWords(task.recurrence, 'short')}
      </span>
    ),
    reminder !== undefined && (
      <span key="reminder" className="inline-flex items-center gap-1">
        <Bell size={11} aria-hidden />
        <span className="sr-only">reminder</span> {reminder}
      </span>
    ),
    tripTitle !== undefined && <span key="trip">{tripTitle}</span>,
    ...task.labels.map((label) => <span key={`label ${label}`}>@{label}</span>),
    task.duration_minutes !== undefined && <span key="duration">{duration(task.duration_minutes)}</span>,
    task.anchor !== undefined && <span key="anchor">moves with the trip</span>,
    task.description !== '' && (
      <Tip key="description" text={task.description}>
        <span>
          <StickyNote size={12} className="inline align-[-1px]" aria-hidden />
          <span className="sr-only">has notes</span>
        </span>
      </Tip>
    ),
  ].filter((fact) => fact !== false)
  if (facts.length === 0) return null
  return (
    <span className="flex flex-wrap items-baseline text-sm text-soft">
      {facts.flatMap((fact, index) =>
        index === 0
          ? [fact]
          : [
              <span key={`dot ${fact.key}`} aria-hidden className="px-1.5">
                ·
              </span>,
              fact,
            ],
      )}
    </span>
  )
}
