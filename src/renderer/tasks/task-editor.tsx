import { type FormEvent, useState } from 'react'
import { type Task, updateTask } from '../../mcp/tasks/contract.ts'
import { listTrips } from '../../mcp/trips/contract.ts'
import { recurrenceWords } from '../../shared/recurrence-words.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { Dialog, SubmitButtons } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import {
  choiceOf,
  instantOf,
  localOf,
  offeredReminder,
  type ReminderChoice,
  reminderBefore,
  reminderChoices,
} from './reminder.ts'

const usualRepeats = [
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2',
  'FREQ=MONTHLY',
  'FREQ=YEARLY',
]

/** All fields of a task. Only what was changed is sent; an emptied field is cleared. */
export function TaskEditor({ task, onClose }: { task: Task; onClose(): void }) {
  const act = useAction()
  const { timezone } = useFormats()
  const { data: trips } = useTool(listTrips, { limit: 500 })
  const zone = task.due_timezone ?? timezone
  const initial = {
    title: task.title,
    description: task.description,
    date: task.due?.slice(0, 10) ?? '',
    time: task.due?.slice(11, 16) ?? '',
    priority: String(task.priority ?? ''),
    labels: task.labels.join(', '),
    trip_id: task.trip_id ?? '',
    recurrence: task.recurrence ?? '',
    remind: task.remind_at === undefined ? '' : localOf(task.remind_at, timezone),
    minutes: String(task.duration_minutes ?? ''),
  }
  const [draft, setDraft] = useState(initial)
  const [chosen, setChosen] = useState<ReminderChoice>(() => choiceOf(task.remind_at, task.due ?? '', zone))
  const due = draft.date === '' || draft.time === '' ? draft.date : `${draft.date}T${draft.time}`
  const reminder = offeredReminder(chosen, due)
  const text = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  })
  const changed = (name: keyof typeof draft) => draft[name] !== initial[name]
  const orNull = <Value,>(value: string, make: (value: string) => Value) =>
    value.trim() === '' ? null : make(value.trim())

  const remindAt = (): string | null => {
    if (reminder === 'moment' && !changed('remind')) return task.remind_at ?? null
    if (reminder === 'moment') return orNull(draft.remind, (local) => instantOf(local, timezone))
    return reminder === '' ? null : reminderBefore(reminder, due, zone)
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const remind = remindAt()
    const dueChanged = changed('date') || changed('time')
    const labels = draft.labels
      .split(',')
      .map((label) => label.trim().replace(/^@/, ''))
      .filter((label) => label !== '')
    const answer = await act(
      updateTask,
      {
        task_id: task.task_id,
        ...(changed('title') && { title: draft.title }),
        ...(changed('description') && { description: draft.description }),
        ...(dueChanged && { due: orNull(due, String) }),
        ...(changed('priority') && { priority: orNull(draft.priority, Number) }),
        ...(changed('labels') && { labels }),
        ...(changed('trip_id') && { trip_id: orNull(draft.trip_id, String) }),
        ...(changed('recurrence') && { recurrence: orNull(draft.recurrence, String) }),
        // Said along with a new due: of itself a reminder would move with it.
        ...((remind !== (task.remind_at ?? null) || (dueChanged && remind !== null)) && { remind_at: remind }),
        ...(changed('minutes') && { duration_minutes: orNull(draft.minutes, Number) }),
      },
      { done: `Changed “${draft.title}”` },
    )
    if (answer !== undefined) onClose()
  }
  const repeats = [...new Set([...usualRepeats, ...(initial.recurrence === '' ? [] : [initial.recurrence])])]
  return (
    <Dialog title="Edit task" open onOpenChange={onClose}>
      <form onSubmit={(event) => void save(event)} className="grid grid-cols-2 gap-x-4 gap-y-3">
        <Field label="Title" className="col-span-2">
          {(control) => <input {...control} required className="field" {...text('title')} />}
        </Field>
        <Field label="Notes" className="col-span-2">
          {(control) => <textarea {...control} rows={2} className="field" {...text('description')} />}
        </Field>
        <Field label="Due on">
          {(control) => <input {...control} type="date" className="field" {...text('date')} />}
        </Field>
        <Field label="At">
          {(control) => (
            <input
              {...control}
              type="time"
              disabled={draft.date === ''}
              className="field disabled:opacity-50"
              {...text('time')}
            />
          )}
        </Field>
        <Field label="Repeats">
          {(control) => (
            <select {...control} className="field" {...text('recurrence')}>
              <option value="">Never</option>
              {repeats.map((rule) => (
                <option key={rule} value={rule}>
                  {recurrenceWords(rule, 'short')}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Remind me">
          {(control) => (
            <select
              {...control}
              className="field"
              value={reminder}
              onChange={(event) =>
                setChosen(reminderChoices(due).find(([value]) => value === event.target.value)?.[0] ?? '')
              }
            >
              {reminderChoices(due).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        {reminder === 'moment' && (
          <Field label="Remind me at" className="col-span-2">
            {(control) => <input {...control} required type="datetime-local" className="field" {...text('remind')} />}
          </Field>
        )}
        <Field label="Priority">
          {(control) => (
            <select {...control} className="field" {...text('priority')}>
              <option value="">None</option>
              {[1, 2, 3, 4].map((priority) => (
                <option key={priority} value={priority}>
                  {priority === 1 ? '1, highest' : priority}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Minutes it takes">
          {(control) => (
            <input {...control} type="number" min={1} max={100_000} className="field" {...text('minutes')} />
          )}
        </Field>
        <Field label="Trip">
          {(control) => (
            <select {...control} className="field" {...text('trip_id')}>
              <option value="">None</option>
              {trips?.trips.map((trip) => (
                <option key={trip.trip_id} value={trip.trip_id}>
                  {trip.title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Labels" hint="With commas between them">
          {(control) => <input {...control} className="field" {...text('labels')} />}
        </Field>
        <div className="col-span-2">
          <SubmitButtons onCancel={onClose} />
        </div>
      </form>
    </Dialog>
  )
}
