import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { listChanges } from '../../mcp/activity/contract.ts'
import { Temporal } from '../../shared/dates.ts'
import { showFailure } from '../app/action.tsx'
import { type Formats, useFormats } from '../app/formats.ts'
import { useHost } from '../app/host.ts'
import { Readable } from '../app/readable.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogButtons } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Callout, Failure, Loading } from '../ui/notice.tsx'
import { instantOf, type Since, sinceChoices } from './since.ts'
import { standingChanges, type UndoneMany, undoMany } from './undo-many.ts'

/** `1 change`, `12 changes`. */
const counted = (count: number, formats: Pick<Formats, 'whole'>): string =>
  count === 1 ? '1 change' : `${formats.whole(count)} changes`

function Outcome({ result, onClose }: { result: UndoneMany; onClose(): void }) {
  const formats = useFormats()
  const { undone, refused } = result
  return (
    <>
      <p role="status">
        {undone.length === 0 ? 'Nothing was undone.' : `${counted(undone.length, formats)} undone.`}{' '}
        {undone.length > 0 && 'Each can be brought back on the Activity page.'}
      </p>
      {refused.length > 0 && (
        <>
          <Callout tone="warning" className="mt-3">
            {counted(refused.length, formats)} could not be undone.
          </Callout>
          <ul className="mt-1">
            {refused.map((change) => (
              <li key={change.change_id} className="border-b border-line py-2">
                <p className="break-words">
                  <Readable>{change.summary}</Readable>
                </p>
                <p className="text-sm text-soft">{change.reason}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <DialogButtons>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogButtons>
    </>
  )
}

/** Undoes everything one caller did since a time: lists it first, and says what could not be undone and why. */
export function UndoSinceDialog({ caller, name, onClose }: { caller: string; name: string; onClose(): void }) {
  const host = useHost()
  const formats = useFormats()
  const queries = useQueryClient()
  const [opened] = useState(() => Temporal.Now.instant())
  const [since, setSince] = useState<Since>('today')
  const [chosen, setChosen] = useState(`${formats.today}T00:00`)
  const [tried, setTried] = useState<number | null>(null)
  const [result, setResult] = useState<UndoneMany | null>(null)
  const from = instantOf(since, opened, formats.timezone, chosen)
  const noTime = since === 'chosen' && from === undefined
  const { data, error, refetch } = useQuery({
    queryKey: [listChanges.name, 'standing', caller, from ?? 'ever'],
    queryFn: () => standingChanges(host, caller, from),
    enabled: !noTime && tried === null && result === null,
    staleTime: 0,
  })
  const changes = noTime ? undefined : data
  const perform = async () => {
    if (changes === undefined) return
    setTried(0)
    try {
      setResult(await undoMany(host, changes, setTried))
    } catch (failure) {
      showFailure(failure)
    }
    setTried(null)
    await queries.invalidateQueries({ queryKey: [listChanges.name] })
  }
  return (
    <Dialog
      title={result === null ? `Undo everything ${name} did` : `What ${name} did`}
      description={
        result === null ? 'Newest first. What was changed again since is left as it is, and named.' : undefined
      }
      open
      onOpenChange={() => {
        if (tried === null) onClose()
      }}
      wide
    >
      {result !== null && <Outcome result={result} onClose={onClose} />}
      {result === null && (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label="What it did">
              {(control) => (
                <select
                  {...control}
                  className="field"
                  disabled={tried !== null}
                  value={since}
                  onChange={(event) =>
                    setSince(sinceChoices.find((one) => one.since === event.target.value)?.since ?? since)
                  }
                >
                  {sinceChoices.map((choice) => (
                    <option key={choice.since} value={choice.since}>
                      {choice.name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            {since === 'chosen' && (
              <Field label="Since" error={noTime ? 'Give a date and a time' : undefined}>
                {(control) => (
                  <input
                    {...control}
                    type="datetime-local"
                    className="field"
                    disabled={tried !== null}
                    value={chosen}
                    onChange={(event) => setChosen(event.target.value)}
                  />
                )}
              </Field>
            )}
          </div>
          {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
          {changes === undefined && error === null && !noTime && <Loading label="Looking for its changes" rows={3} />}
          {changes?.length === 0 && (
            <p className="mt-4 rounded-lg bg-sunk px-3 py-4 text-center text-soft">
              There is nothing of it to undo in that time.
            </p>
          )}
          {changes !== undefined && changes.length > 0 && (
            <section
              aria-label="What would be undone"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              tabIndex={0}
              className="mt-4 max-h-[40dvh] overflow-y-auto rounded-lg border border-line px-3"
            >
              <ul>
                {changes.map((change) => (
                  <li key={change.change_id} className="border-b border-line py-1.5 last:border-0">
                    <p className="break-words">
                      <Readable>{change.summary}</Readable>
                    </p>
                    <p className="text-xs text-soft">{formats.moment(change.at)}</p>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <DialogButtons>
            <Button disabled={tried !== null} onClick={onClose}>
              Keep all
            </Button>
            <Button
              variant="danger"
              disabled={changes === undefined || changes.length === 0 || tried !== null}
              onClick={() => void perform()}
            >
              <Undo2 size={14} aria-hidden />
              {tried !== null && changes !== undefined
                ? `Undoing ${tried} of ${changes.length}…`
                : `Undo ${counted(changes?.length ?? 0, formats)}`}
            </Button>
          </DialogButtons>
        </>
      )}
    </Dialog>
  )
}
