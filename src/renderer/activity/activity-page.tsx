import { useInfiniteQuery } from '@tanstack/react-query'
import { Bot, Clock3, Cog, Plug, Redo2, Terminal, Undo2, User } from 'lucide-react'
import { useState } from 'react'
import { type Change, listChanges } from '../../mcp/activity/contract.ts'
import { listClients } from '../../mcp/app/contract.ts'
import { redo, undo } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { useHost } from '../app/host.ts'
import { Readable } from '../app/readable.tsx'
import { navigate } from '../app/route.ts'
import { callTool, toolKey, useTool } from '../app/tools.ts'
import { BridgeStopped } from '../connections/bridge-switch.tsx'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/class-names.ts'
import { Empty, Failure, Loading } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { callerChoices } from './callers.ts'
import { byDay, type CallerKind, callerKindOf } from './change-days.ts'
import { stands } from './undo-many.ts'
import { UndoSinceDialog } from './undo-since-dialog.tsx'

const icons: Record<CallerKind, typeof User> = {
  you: User,
  assistant: Bot,
  local: Terminal,
  client: Plug,
  system: Cog,
}

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

const chip =
  'max-w-72 truncate rounded-full border border-line-strong px-3 py-1 text-sm text-soft hover:text-ink aria-pressed:border-transparent aria-pressed:bg-accent-soft aria-pressed:text-accent'

/** What was changed, by whom, newest first, with undo. `caller` shows the changes of one alone. */
export function ActivityPage({ caller }: { caller?: string | undefined }) {
  const host = useHost()
  const formats = useFormats()
  const [undoing, setUndoing] = useState(false)
  const { data: clients } = useTool(listClients, {})
  const { data, error, isLoading, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: toolKey(listChanges, { paged: true, caller }),
    queryFn: async ({ pageParam }) =>
      (
        await callTool(host, listChanges, {
          limit: 100,
          ...(caller !== undefined && { client_id: caller }),
          ...(pageParam !== null && { cursor: pageParam }),
        })
      ).output,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  })
  const changes = data?.pages.flatMap((page) => page.changes) ?? []
  const choices = callerChoices(clients?.clients ?? [], changes, caller)
  const name =
    changes[0] !== undefined && caller !== undefined
      ? changes[0].caller_name
      : (choices.find((choice) => choice.caller === caller)?.name ?? '')
  const client = clients?.clients.find(({ client_id }) => caller === `client:${client_id}`)
  const ofOther = caller !== undefined && caller !== 'panel'
  return (
    <>
      <PageHead title="Activity" meta={<span>Every change, by you and by others, for 90 days</span>}>
        {client !== undefined && (
          <Button onClick={() => navigate({ page: 'client', clientId: client.client_id })}>
            <Plug size={14} aria-hidden />
            What it may do
          </Button>
        )}
        {ofOther && changes.some(stands) && (
          <Button variant="danger" onClick={() => setUndoing(true)}>
            <Undo2 size={14} aria-hidden />
            Undo everything since…
          </Button>
        )}
      </PageHead>
      <fieldset aria-label="Whose changes" className="flex min-w-0 flex-wrap gap-1.5 px-7 pb-2">
        {choices.map((choice) => (
          <button
            key={choice.caller ?? 'everyone'}
            type="button"
            aria-pressed={choice.caller === caller}
            onClick={() =>
              navigate({ page: 'activity', ...(choice.caller !== undefined && { caller: choice.caller }) })
            }
            className={chip}
          >
            {choice.name}
          </button>
        ))}
      </fieldset>
      <div className="min-h-0 flex-1 overflow-y-auto px-7 pb-12">
        {client !== undefined && <BridgeStopped className="max-w-3xl pt-2" />}
        {isLoading && <Loading label="Loading the activity" />}
        {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
        {data !== undefined && changes.length === 0 && (
          <Empty icon={Clock3} title="No changes yet">
            {caller === undefined
              ? 'Plan a trip or add a task: what is done here, by you or by an assistant, can be undone from this page.'
              : 'Nothing was changed by this one in the last 90 days.'}
          </Empty>
        )}
        <div className="max-w-3xl">
          {byDay(changes, formats.timezone).map(({ date, changes: ofDay }) => (
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
      {undoing && caller !== undefined && (
        <UndoSinceDialog caller={caller} name={name} onClose={() => setUndoing(false)} />
      )}
    </>
  )
}
