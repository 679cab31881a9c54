import { Bot, Ellipsis, Plug, RefreshCw, Unplug } from 'lucide-react'
import { useState } from 'react'
import { type ConnectionOnWire, listConnections } from '../../mcp/app/contract.ts'
import { navigate } from '../app/route.ts'
import { useTool } from '../app/tools.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Empty, Failure, Loading } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { ConnectDialog } from './connect-dialog.tsx'
import { DisconnectAssistantDialog } from './disconnect-assistant-dialog.tsx'
import { Mark } from './mark.tsx'
import { transportWords } from './transport-words.ts'

function State({ connection }: { connection: ConnectionOnWire }) {
  if (connection.state === 'connected') return <Mark tone="good">connected</Mark>
  if (connection.state === 'needs_repair') return <Mark tone="amber">needs repair</Mark>
  if (connection.state === 'unreadable') return <Mark tone="amber">cannot be read</Mark>
  return <Mark tone="plain">{connection.installed ? 'not connected' : 'not installed'}</Mark>
}

function AssistantRow({ connection }: { connection: ConnectionOnWire }) {
  const [open, setOpen] = useState<'connect' | 'disconnect' | null>(null)
  const { name, state, reason, transport, file, client_id } = connection
  const there = state === 'connected' || state === 'needs_repair'
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2.5">
      <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-sunk text-soft">
        <Bot size={17} strokeWidth={1.8} aria-hidden />
      </span>
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2">
          <span className="truncate font-medium">{name}</span>
          <State connection={connection} />
        </p>
        <p className="text-sm break-words text-soft">
          {[reason ?? (transport && transportWords[transport].title), file].filter(Boolean).join(' · ')}
        </p>
      </div>
      {state === 'not_connected' && (
        <Button aria-label={`Connect ${name}`} onClick={() => setOpen('connect')}>
          <Plug size={14} aria-hidden />
          Connect
        </Button>
      )}
      {state === 'needs_repair' && (
        <Button variant="primary" aria-label={`Repair ${name}`} onClick={() => setOpen('connect')}>
          Repair
        </Button>
      )}
      {state === 'connected' && (
        <Button aria-label={`Disconnect ${name}`} onClick={() => setOpen('disconnect')}>
          <Unplug size={14} aria-hidden />
          Disconnect
        </Button>
      )}
      {there && (
        <Menu trigger={<IconButton icon={Ellipsis} label={`More about ${name}`} plain />}>
          {client_id !== undefined && (
            <MenuItem icon={Plug} onSelect={() => navigate({ page: 'client', clientId: client_id })}>
              What it may do
            </MenuItem>
          )}
          {state === 'connected' && (
            <MenuItem icon={RefreshCw} onSelect={() => setOpen('connect')}>
              Connect another way…
            </MenuItem>
          )}
          {state === 'needs_repair' && (
            <MenuItem icon={Unplug} danger onSelect={() => setOpen('disconnect')}>
              Disconnect…
            </MenuItem>
          )}
        </Menu>
      )}
      {open === 'connect' && <ConnectDialog connection={connection} onClose={() => setOpen(null)} />}
      {open === 'disconnect' && <DisconnectAssistantDialog connection={connection} onClose={() => setOpen(null)} />}
    </li>
  )
}

function Rows({ connections }: { connections: ConnectionOnWire[] }) {
  return (
    <ul>
      {connections.map((connection) => (
        <AssistantRow key={connection.assistant} connection={connection} />
      ))}
    </ul>
  )
}

/** The assistants that Connect knows: those on this machine, and folded away those that are not. */
export function AssistantsSection() {
  const { data, error, isFetching, refetch } = useTool(listConnections, {}, { outside: true })
  const shown = data?.connections.filter(({ installed, state }) => installed || state !== 'not_connected') ?? []
  const others = data?.connections.filter((connection) => !shown.includes(connection)) ?? []
  return (
    <Section title="On this machine" hint="Assistants found here. Connecting shows first what it changes.">
      {data === undefined && error === null && <Loading label="Looking for assistants" rows={3} />}
      {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && shown.length === 0 && (
        <Empty icon={Bot} title="No assistant found" className="py-6">
          Install one, then look again; or use a snippet from the end of this page.
        </Empty>
      )}
      <Rows connections={shown} />
      {others.length > 0 && (
        <details className="mt-3">
          <summary className="rounded text-sm text-soft hover:text-ink">
            Not found here: {others.map(({ name }) => name).join(', ')}
          </summary>
          <Rows connections={others} />
        </details>
      )}
      {data !== undefined && (
        <Button variant="plain" className="mt-2 -ml-3" disabled={isFetching} onClick={() => void refetch()}>
          <RefreshCw size={14} className={isFetching ? 'spin' : ''} aria-hidden />
          Look again
        </Button>
      )}
    </Section>
  )
}
