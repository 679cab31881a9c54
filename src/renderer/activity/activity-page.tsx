import { useInfiniteQuery } from '@tanstack/react-query'
import { Bot, Clock3, Cog, Plug, Redo2, Terminal, Undo2, User } from 'lucide-react'
import { useState } from 'react'
import { type Change, listChanges } from '../../mcp/activity/contract.ts'
import { redo, undo } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { useHost } from '../app/host.ts'
import { Readable } from '../app/readable.tsx'
import { callTool, toolKey } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/class-names.ts'
import { Empty, Failure, Loading } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { byDay, type CallerKind, callerKindOf } from './change-days.ts'

const icons: Record<CallerKind, typeof User> = {
  you: User,
  assistant: Bot,
  local: Terminal,
  client: Plug,
  system: Cog,
}

const filters: { kind: CallerKind | 'all'; name: string }[] = [
  { kind: 'all', name: 'Everyone' },
  { kind: 'you', name: 'You' },
  { kind: 'assistant', name: 'Assistant' },
  { kind: 'client', name: 'Other apps' },
  { kind: 'local', name: 'Command line' },
]

function ChangeRow({ change }: { change: Change }) {
  const host = useHost()
  const formats = useFormats()
  const Icon = icons[callerKindOf(change.caller)]
  const isRevert = change.reverts !== undefined
  return (
    <li className="group flex items-start gap-3 border-b border-line py-2">
      <span className="mt-0.5 grid size-7 shrink-0 place-items-center rounded-full bg-sunk text-soft">
        <Icon size={14} aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        <p className={cx('break-words', change.undone && 'text-soft line-through')}>
          <Readable>{change.summary}</Readable>
        </p>
        <p className="text-sm text-soft">
          {change.caller_name} · <time dateTime={change.at}>{formats.clock(change.at)}</time>
          {change.undone && ' · undone'}
        </p>
      </div>
      {!isRevert && (
        <Button
          variant="plain"
          aria-label={`${change.undone ? 'Redo' : 'Undo'}: ${change.summary}`}
          onClick={() => void (change.undone ? redo(host, change.change_id) : undo(host, change.change_id))}
        >
          {change.undone ? <Redo2 size={14} aria-hidden /> : <Undo2 size={14} aria-hidden />}
          {change.undone ? 'Redo' : 'Undo'}
        </Button>
      )}
    </li>
  )
}

/** What was changed, by whom, newest first, with undo. */
export function ActivityPage() {
  const host = useHost()
  const formats = useFormats()
  const [kind, setKind] = useState<CallerKind | 'all'>('all')
  const { data, error, isLoading, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: toolKey(listChanges, { paged: true }),
    queryFn: async ({ pageParam }) =>
      (await callTool(host, listChanges, { limit: 100, ...(pageParam !== null && { cursor: pageParam }) })).output,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  })
  const changes = data?.pages.flatMap((page) => page.changes) ?? []
  const shown = changes.filter((change) => kind === 'all' || callerKindOf(change.caller) === kind)
  return (
    <>
      <PageHead title="Activity" meta={<span>Every change, by you and by others, for 90 days</span>} />
      <fieldset aria-label="Whose changes" className="min-w-0 flex flex-wrap gap-1.5 px-7 pb-2">
        {filters.map((filter) => (
          <button
            key={filter.kind}
            type="button"
            aria-pressed={kind === filter.kind}
            onClick={() => setKind(filter.kind)}
            className="rounded-full border border-line-strong px-3 py-1 text-sm text-soft hover:text-ink aria-pressed:border-transparent aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {filter.name}
          </button>
        ))}
      </fieldset>
      <div className="min-h-0 flex-1 overflow-y-auto px-7 pb-12">
        {isLoading && <Loading label="Loading the activity" />}
        {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
        {data !== undefined && shown.length === 0 && (
          <Empty icon={Clock3} title="No changes yet">
            Plan a trip or add a task: what is done here, by you or by an assistant, can be undone from this page.
          </Empty>
        )}
        <div className="max-w-3xl">
          {byDay(shown, formats.timezone).map(({ date, changes: ofDay }) => (
            <section key={date} aria-label={formats.day(date)} className="mt-4">
              <h2 className="text-xs font-semibold text-soft">
                {date === formats.today ? 'Today' : formats.day(date)}
              </h2>
              <ul>
                {ofDay.map((change) => (
                  <ChangeRow key={change.change_id} change={change} />
                ))}
              </ul>
            </section>
          ))}
          {hasNextPage && (
            <Button className="mt-4" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {isFetchingNextPage ? 'Loading…' : 'Show earlier'}
            </Button>
          )}
        </div>
      </div>
    </>
  )
}
