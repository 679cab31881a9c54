import { useQueryClient } from '@tanstack/react-query'
import { Check, ExternalLink } from 'lucide-react'
import { useId, useState } from 'react'
import {
  type ConnectionOnWire,
  connect,
  listClients,
  listConnections,
  previewConnection,
} from '../../mcp/app/contract.ts'
import type { OutputOf } from '../../shared/tool.ts'
import { useAction } from '../app/action.tsx'
import { useTool } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogButtons } from '../ui/dialog.tsx'
import { Callout, Failure, Loading } from '../ui/notice.tsx'
import { PreviewView } from './preview-view.tsx'
import { transportWords } from './transport-words.ts'

type Transport = ConnectionOnWire['transports'][number]

function TransportChoice({
  offered,
  chosen,
  onChoose,
}: {
  offered: readonly Transport[]
  chosen: Transport | undefined
  onChoose(transport: Transport): void
}) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label="How it connects" className="mb-4 grid gap-2 sm:grid-cols-2">
      {offered.map((transport, index) => (
        <label
          key={transport}
          className="flex cursor-pointer items-start gap-2.5 rounded-lg border border-line px-3 py-2 has-checked:border-accent"
        >
          <input
            type="radio"
            name={name}
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={chosen === transport}
            onChange={() => onChoose(transport)}
          />
          <span className="min-w-0">
            <span className="font-medium">{transportWords[transport].title}</span>
            {index === 0 && <span className="text-sm text-soft"> (usual)</span>}
            <span className="block text-sm text-soft">{transportWords[transport].description}</span>
          </span>
        </label>
      ))}
    </div>
  )
}

function Done({ result, onClose }: { result: OutputOf<typeof connect>; onClose(): void }) {
  return (
    <>
      {result.link === undefined ? (
        <p className="flex items-center gap-2">
          <Check size={16} className="text-accent" aria-hidden />
          {result.name} knows where Sojourn is.
        </p>
      ) : (
        <>
          <p>{result.name} opens and asks you itself whether to add Sojourn.</p>
          <a
            href={result.link}
            target="_blank"
            rel="noreferrer"
            className="mt-3 inline-flex min-h-8 items-center gap-1.5 rounded-lg border border-accent bg-accent px-3 py-1 text-sm font-medium text-on-accent hover:opacity-90"
          >
            <ExternalLink size={14} aria-hidden />
            Open {result.name}
          </a>
        </>
      )}
      <Callout tone="note" className="mt-3">
        <span>Then: {result.next}</span>
      </Callout>
      {result.backup !== undefined && (
        <p className="mt-2 text-sm break-words text-soft">
          What stood in its configuration before is in <code className="select-text">{result.backup}</code>.
        </p>
      )}
      <DialogButtons>
        <Button variant={result.link === undefined ? 'primary' : 'secondary'} onClick={onClose}>
          Done
        </Button>
      </DialogButtons>
    </>
  )
}

function titleOf({ name, state }: ConnectionOnWire, result: OutputOf<typeof connect> | null): string {
  if (result === null) return `${state === 'needs_repair' ? 'Repair' : 'Connect'} ${name}`
  return result.link === undefined ? `${name} is set up` : `One more step in ${name}`
}

/** Connects an assistant, or mends its connection: the change first, then the word, then what to do there. */
export function ConnectDialog({ connection, onClose }: { connection: ConnectionOnWire; onClose(): void }) {
  const act = useAction()
  const queries = useQueryClient()
  const [transport, setTransport] = useState(connection.transport ?? connection.transports[0])
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<OutputOf<typeof connect> | null>(null)
  const { assistant, name, state } = connection
  const input = { assistant, ...(transport !== undefined && { transport }) }
  const {
    data: preview,
    error,
    refetch,
  } = useTool(previewConnection, { ...input, action: 'connect' as const }, { outside: true, enabled: result === null })
  const perform = async (byLink: boolean) => {
    setBusy(true)
    const answer = await act(connect, { ...input, by_link: byLink })
    setBusy(false)
    if (answer === undefined) return
    setResult(answer.output)
    for (const tool of [listConnections, listClients]) void queries.invalidateQueries({ queryKey: [tool.name] })
  }
  return (
    <Dialog
      title={titleOf(connection, result)}
      description={
        result === null
          ? 'Sojourn adds itself to its configuration. This is the change; nothing is done yet.'
          : undefined
      }
      open
      onOpenChange={onClose}
      wide
    >
      {result !== null && <Done result={result} onClose={onClose} />}
      {result === null && (
        <>
          {connection.reason !== undefined && (
            <Callout tone="warning" className="mb-4">
              {connection.reason}
            </Callout>
          )}
          {connection.transports.length > 1 && (
            <TransportChoice offered={connection.transports} chosen={transport} onChoose={setTransport} />
          )}
          {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
          {preview === undefined && error === null && <Loading label="Reading its configuration" rows={2} />}
          {preview !== undefined && error === null && (
            <>
              <PreviewView preview={preview} />
              {preview.next !== undefined && <p className="mt-3 text-sm text-soft">Afterwards: {preview.next}</p>}
            </>
          )}
          <DialogButtons>
            {connection.by_link && (
              <Button className="mr-auto" disabled={busy} onClick={() => void perform(true)}>
                <ExternalLink size={14} aria-hidden />
                Let {name} add it
              </Button>
            )}
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant="primary"
              disabled={busy || preview === undefined || error !== null}
              onClick={() => void perform(false)}
            >
              {busy ? 'Connecting…' : state === 'needs_repair' ? 'Repair' : 'Connect'}
            </Button>
          </DialogButtons>
        </>
      )}
    </Dialog>
  )
}
