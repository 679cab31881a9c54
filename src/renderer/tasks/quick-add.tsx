import { CornerDownRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { addTask, parseTask, quickAddTask, type Task } from '../../mcp/tasks/contract.ts'
import { listTrips } from '../../mcp/trips/contract.ts'
import { tripNamed } from '../../shared/trip-named.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { cx } from '../ui/class-names.ts'
import { Kbd } from '../ui/kbd.tsx'
import { ChipView } from './chip-view.tsx'
import { chipsOf, masked, piecesOf, stillIn, taskOf, titleOf } from './chips.ts'
import { useReading } from './use-reading.ts'

interface Draft {
  text: string
  /** Phrases that are plain text, whatever they look like. */
  ignored: string[]
}

const nothing: Draft = { text: '', ignored: [] }

/** Adds what a line describes: to a trip, or under another task, where these are given. */
function useAddLine({ tripId, parent }: { tripId?: string | undefined; parent?: Task | undefined }) {
  const act = useAction()
  const formats = useFormats()
  const { data } = useTool(listTrips, { limit: 500 })
  const trips = data?.trips ?? []
  const said = { done: (task: { title: string }) => `Added “${task.title}”` }
  const add = async ({ text, ignored }: Draft) => {
    if (ignored.length === 0 && tripId === undefined && parent === undefined) return act(quickAddTask, { text }, said)
    const blanked = masked(text, ignored)
    const parse = await act(parseTask, { text: blanked })
    if (parse === undefined) return undefined
    const { project } = parse.output
    const named = project === undefined ? undefined : tripNamed(project, trips, formats.today)?.trip_id
    const task = taskOf(text, blanked, parse.output, tripId ?? parent?.trip_id ?? named)
    return act(addTask, { ...task, ...(parent !== undefined && { parent_id: parent.task_id }) }, said)
  }
  return { add, trips }
}

/** The line with what was understood of it marked; it lies behind the field that is typed in. */
function Marked({
  text,
  spans,
  className,
}: {
  text: string
  spans: Parameters<typeof piecesOf>[1]
  className: string
}) {
  return (
    <div aria-hidden className={cx(className, 'pointer-events-none text-transparent')}>
      {piecesOf(text, spans).map((piece) =>
        piece.understood ? (
          <mark
            key={piece.start}
            className="rounded bg-accent-soft text-transparent [box-shadow:0_0_0_2px_var(--accent-soft)] forced-colors:bg-[Canvas] forced-colors:outline"
          >
            {piece.text}
          </mark>
        ) : (
          <span key={piece.start}>{piece.text}</span>
        ),
      )}
      {'\u200b'}
    </div>
  )
}

interface QuickAddProps {
  tripId?: string
  /** The task whose subtasks are written; after one, the next can be. */
  parent?: Task
  /** The writing of subtasks is over. */
  onClose?(): void
}

/** One line that becomes a task; what was understood shows as chips that can be taken back. */
export function QuickAdd({ tripId, parent, onClose }: QuickAddProps) {
  const formats = useFormats()
  const ownId = useId()
  const id = parent === undefined ? 'quick-add' : ownId
  const field = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState<Draft>(nothing)
  const { text, ignored } = draft
  const { add, trips } = useAddLine({ tripId, parent })
  const blanked = masked(text, ignored)
  const understood = useReading(blanked)
  const chips = understood === undefined ? [] : chipsOf(text, understood, formats, trips)
  useEffect(() => {
    if (parent !== undefined) field.current?.focus()
  }, [parent])

  const write = (next: string) => setDraft({ text: next.replaceAll('\n', ' '), ignored: stillIn(next, ignored) })
  const submit = async () => {
    if (text.trim() === '') return
    setDraft(nothing)
    if ((await add(draft)) === undefined) setDraft(draft)
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      if (onClose === undefined) event.currentTarget.blur()
      else onClose()
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    void submit()
  }
  const letters = cx(
    'col-start-1 row-start-1 block w-full whitespace-pre-wrap break-words',
    parent === undefined ? 'text-md leading-7' : 'text-base leading-6',
  )
  return (
    <div
      className={cx(
        'border bg-card focus-within:border-accent',
        parent === undefined
          ? 'rounded-xl border-line-strong px-3.5 py-2.5 shadow-float'
          : 'rounded-lg border-line-strong px-2.5 py-1.5',
      )}
    >
      <label htmlFor={id} className="sr-only">
        {parent === undefined ? 'Add a task' : `Add a subtask of ${parent.title}`}
      </label>
      <div className="flex gap-2">
        {parent !== undefined && <CornerDownRight size={15} aria-hidden className="mt-1 shrink-0 text-faint" />}
        <div className="grid min-w-0 flex-1">
          <Marked text={text} spans={understood?.spans ?? []} className={letters} />
          <textarea
            id={id}
            ref={field}
            rows={1}
            value={text}
            maxLength={2000}
            aria-describedby={`${id}-hint`}
            placeholder={
              parent === undefined ? 'Add a task: call the hotel tomorrow 5pm p1 #Lisbon' : 'A subtask, such as: socks'
            }
            onChange={(event) => write(event.target.value)}
            onKeyDown={press}
            onBlur={() => {
              if (text.trim() === '') onClose?.()
            }}
            className={cx(letters, 'relative scroll-my-28 resize-none overflow-hidden bg-transparent p-0 outline-none')}
          />
        </div>
      </div>
      <div className="mt-1.5 flex min-h-7 flex-wrap items-center gap-1.5">
        {understood !== undefined && chips.length > 0 && (
          <span className="mr-0.5 max-w-full truncate text-sm font-medium">
            <span className="sr-only">Title: </span>
            {titleOf(text, blanked, understood)}
          </span>
        )}
        {understood?.note !== undefined && <p className="text-sm text-amber">{understood.note}</p>}
        <ul aria-label="Understood" aria-live="polite" className="contents">
          {chips.map((chip) => (
            <ChipView
              key={chip.key}
              chip={chip}
              onRemove={() => {
                setDraft({ text, ignored: [...ignored, ...chip.phrases] })
                field.current?.focus()
              }}
            />
          ))}
        </ul>
        <span id={`${id}-hint`} className="ml-auto text-xs text-faint">
          {chips.length === 0 && text === '' && parent === undefined && (
            <span className="mr-2">{'Dates, repeats, p1–p4, @label, #trip and // note are understood'}</span>
          )}
          <Kbd>Enter</Kbd> add
          {parent !== undefined && (
            <span className="ml-2">
              <Kbd>Esc</Kbd> close
            </span>
          )}
        </span>
      </div>
    </div>
  )
}
