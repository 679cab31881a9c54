import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Repeat, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { addTask, parseTask, quickAddTask } from '../../mcp/tasks/contract.ts'
import { listTrips } from '../../mcp/trips/contract.ts'
import { tripNamed } from '../../shared/trip-named.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { useHost } from '../app/host.ts'
import { callTool, toolKey, useTool } from '../app/tools.ts'
import { cx } from '../ui/class-names.ts'
import { Kbd } from '../ui/kbd.tsx'
import { type Chip, chipsOf, masked, piecesOf, stillIn, taskOf } from './chips.ts'

/** How long after the last key the text is read, in milliseconds. */
const pause = 90

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

function ChipView({ chip, onRemove }: { chip: Chip; onRemove(): void }) {
  return (
    <li className="inline-flex items-center gap-1 rounded-full bg-accent-soft py-0.5 pr-1 pl-2.5 text-sm text-accent">
      {chip.field === 'recurrence' && <Repeat size={12} aria-hidden />}
      {chip.label}
      <button
        type="button"
        aria-label={`Remove ${chip.label}`}
        title="Turn back into plain text"
        onClick={onRemove}
        className="grid size-6 place-items-center rounded-full hover:bg-card"
      >
        <X size={13} aria-hidden />
      </button>
    </li>
  )
}

/** One line that becomes a task; what was understood shows as chips that can be taken back. */
export function QuickAdd({ tripId }: { tripId?: string }) {
  const host = useHost()
  const act = useAction()
  const formats = useFormats()
  const { data: trips } = useTool(listTrips, { limit: 500 })
  const [text, setText] = useState('')
  const [ignored, setIgnored] = useState<string[]>([])
  const settled = useSettled(masked(text, ignored))
  const { data: parsed } = useQuery({
    queryKey: toolKey(parseTask, { text: settled }),
    queryFn: async () => ({ of: settled, task: (await callTool(host, parseTask, { text: settled })).output }),
    enabled: settled.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const understood =
    parsed !== undefined && parsed.of === masked(text, ignored) && text.trim() !== '' ? parsed.task : undefined
  const chips = understood === undefined ? [] : chipsOf(text, understood, formats, trips?.trips ?? [])

  const write = (next: string) => {
    setText(next.replaceAll('\n', ' '))
    setIgnored(stillIn(next, ignored))
  }
  const add = async () => {
    if (text.trim() === '') return
    const draft = { text, ignored }
    setText('')
    setIgnored([])
    const said = { done: (task: { title: string }) => `Added “${task.title}”` }
    const plain = draft.ignored.length === 0 && tripId === undefined
    const answer = plain ? await act(quickAddTask, { text: draft.text }, said) : await addComposed(draft)
    if (answer === undefined) {
      setText(draft.text)
      setIgnored(draft.ignored)
    }
  }
  const addComposed = async (draft: { text: string; ignored: string[] }) => {
    const parse = await act(parseTask, { text: masked(draft.text, draft.ignored) })
    if (parse === undefined) return undefined
    const { project } = parse.output
    const trip =
      tripId ?? (project === undefined ? undefined : tripNamed(project, trips?.trips ?? [], formats.today)?.trip_id)
    return act(addTask, taskOf(draft.text, parse.output, trip), { done: (task) => `Added “${task.title}”` })
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur()
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    void add()
  }
  const letters = 'col-start-1 row-start-1 block w-full text-md leading-7 whitespace-pre-wrap break-words'
  return (
    <div className="rounded-xl border border-line-strong bg-card px-3.5 py-2.5 shadow-float focus-within:border-accent">
      <label htmlFor="quick-add" className="sr-only">
        Add a task
      </label>
      <div className="grid">
        <div aria-hidden className={cx(letters, 'pointer-events-none text-transparent')}>
          {understood === undefined
            ? text
            : piecesOf(text, understood.spans).map((piece) =>
                piece.understood ? (
                  <mark
                    key={piece.start}
                    className="rounded bg-accent-soft text-transparent [box-shadow:0_0_0_2px_var(--accent-soft)]"
                  >
                    {piece.text}
                  </mark>
                ) : (
                  <span key={piece.start}>{piece.text}</span>
                ),
              )}
          {'\u200b'}
        </div>
        <textarea
          id="quick-add"
          rows={1}
          value={text}
          maxLength={2000}
          aria-describedby="quick-add-hint"
          placeholder="Add a task: call the hotel tomorrow 5pm p1 #Lisbon"
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
          className={cx(letters, 'relative resize-none overflow-hidden bg-transparent p-0 outline-none')}
        />
      </div>
      <div className="mt-1.5 flex min-h-7 flex-wrap items-center gap-1.5">
        <ul aria-label="Understood" aria-live="polite" className="contents">
          {chips.map((chip) => (
            <ChipView key={chip.key} chip={chip} onRemove={() => setIgnored([...ignored, ...chip.phrases])} />
          ))}
        </ul>
        <span id="quick-add-hint" className="ml-auto text-xs text-faint">
          {chips.length === 0 && text === '' && (
            <span className="mr-2">Dates, repeats, p1–p4, @label and #trip are understood</span>
          )}
          <Kbd>Enter</Kbd> add
        </span>
      </div>
    </div>
  )
}
