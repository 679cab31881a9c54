import { Check, ChevronDown, CircleX, Hourglass, LoaderCircle, Map as MapIcon, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { listChanges } from '../../mcp/activity/contract.ts'
import type { ToolPart } from '../../shared/conversation.ts'
import { assertNever } from '../../shared/errors.ts'
import { redo, undo } from '../app/action.tsx'
import { took, words } from '../app/formats.ts'
import { useHost } from '../app/host.ts'
import { Readable } from '../app/readable.tsx'
import { openTrip, useRoute } from '../app/route.ts'
import { useTool } from '../app/tools.ts'
import { cx } from '../ui/class-names.ts'
import { CodeBlock } from '../ui/code-block.tsx'
import { sourcesOf } from './sources.ts'
import { tripOf } from './trip-of.ts'

function StatusIcon({ status }: { status: ToolPart['status'] }) {
  const look = { size: 17, strokeWidth: 2, 'aria-hidden': true } as const
  if (status === 'done') return <Check {...look} className="mt-px shrink-0 text-accent" />
  if (status === 'failed') return <CircleX {...look} className="mt-px shrink-0 text-red" />
  if (status === 'waiting') return <Hourglass {...look} className="mt-px shrink-0 text-amber" />
  if (status === 'running') return <LoaderCircle {...look} className="spin mt-px shrink-0 text-faint" />
  return assertNever(status)
}

const doing: Record<ToolPart['status'], string> = {
  running: 'Working…',
  waiting: 'Waiting for your word',
  done: 'Done',
  failed: 'Failed',
}

function Json({ label, value }: { label: string; value: unknown }) {
  return (
    <div>
      <p className="mb-1 text-xs font-medium text-soft">{label}</p>
      <CodeBlock label={label} value={value} />
    </div>
  )
}

/** How far a call has come: in words, and as a bar where it is known of how much. */
function ProgressLine({ progress }: { progress: NonNullable<ToolPart['progress']> }) {
  const { done, total, message } = progress
  return (
    <span className="mt-0.5 block text-xs text-soft">
      {message}
      {total !== undefined && total > 0 && (
        <span
          aria-hidden
          className="mt-1.5 mb-0.5 block h-1 overflow-hidden rounded-full bg-sunk forced-colors:outline"
        >
          <span
            className="block h-full rounded-full bg-accent transition-[width] duration-150 forced-colors:bg-[Highlight]"
            style={{ width: `${Math.min(100, (100 * done) / total)}%` }}
          />
        </span>
      )}
    </span>
  )
}

const cardButton =
  'inline-flex min-h-6 items-center gap-1 rounded-md px-1.5 py-0.5 text-xs font-medium text-soft hover:bg-hover hover:text-ink'

function UndoButton({ changeId }: { changeId: string }) {
  const host = useHost()
  const { data } = useTool(listChanges, { limit: 100 })
  const undone = data?.changes.find((change) => change.change_id === changeId)?.undone === true
  return (
    <button
      type="button"
      className={cardButton}
      onClick={() => void (undone ? redo(host, changeId) : undo(host, changeId))}
    >
      <Undo2 size={13} aria-hidden className={undone ? '-scale-x-100' : ''} />
      {undone ? 'Redo' : 'Undo'}
    </button>
  )
}

/** A tool call in words, with everything it was given and answered one click away. */
export function ToolCard({ part }: { part: ToolPart }) {
  const [open, setOpen] = useState(false)
  const route = useRoute()
  const tripId = tripOf(part)
  const elsewhere = tripId !== undefined && !(route.page === 'trip' && route.tripId === tripId)
  const sources = sourcesOf(part.output)
  return (
    <section aria-label={`Tool: ${part.title}`} className="rounded-[10px] border border-line bg-card text-sm">
      <div className="flex items-start">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 flex-1 items-start gap-2.5 rounded-[10px] px-3 py-2 text-left hover:bg-hover"
        >
          <StatusIcon status={part.status} />
          <span className="min-w-0 flex-1">
            <span className="sr-only">{doing[part.status]}: </span>
            <span className={cx(part.status === 'failed' ? 'text-red' : 'text-ink')}>
              <Readable>
                {part.summary ?? part.error?.message ?? (part.status === 'done' ? part.title : `${part.title}…`)}
              </Readable>
            </span>
            {part.status === 'running' && part.progress !== undefined && <ProgressLine progress={part.progress} />}
            {part.error?.hint !== undefined && <span className="block text-soft">{part.error.hint}</span>}
            {sources.length > 0 && <span className="block text-xs text-faint">from {sources.join(', ')}</span>}
          </span>
          {part.duration_ms !== undefined && (
            <span className="whitespace-nowrap text-faint tabular-nums">{took(part.duration_ms)}</span>
          )}
          <ChevronDown
            size={15}
            aria-hidden
            className={cx('mt-0.5 shrink-0 text-faint transition-transform duration-150', open && 'rotate-180')}
          />
        </button>
      </div>
      {part.status === 'done' && (elsewhere || part.change_id !== undefined) && (
        <div className="flex flex-wrap gap-x-1 pr-2 pb-1.5 pl-8.5">
          {part.change_id !== undefined && <UndoButton changeId={part.change_id} />}
          {elsewhere && (
            <button type="button" className={cardButton} onClick={() => openTrip(tripId)}>
              <MapIcon size={13} aria-hidden />
              Open the trip
            </button>
          )}
        </div>
      )}
      {open && (
        <div className="flex flex-col gap-3 border-t border-line px-3 py-3">
          <p className="text-xs text-soft">
            {words(part.title)} · <code>{part.name}</code>
          </p>
          <Json label="Asked with" value={part.input} />
          {part.output !== undefined && <Json label="Answered" value={part.output} />}
          {part.error !== undefined && <Json label="Error" value={part.error} />}
        </div>
      )}
    </section>
  )
}
