import { ChevronLeft, History, Pause, Play, Unplug } from 'lucide-react'
import { useState } from 'react'
import { type ClientOnWire, listClients } from '../../mcp/app/contract.ts'
import { scopes } from '../../shared/tool.ts'
import { useFormats } from '../app/formats.ts'
import { fragmentOf, navigate } from '../app/route.ts'
import { useTool } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { Callout, Empty, Failure, Loading } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section } from '../ui/section.tsx'
import { BridgeStopped } from './bridge-switch.tsx'
import { hasEnded, kindWords, unnamedClient } from './client-words.ts'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import { LimitsForm } from './limits-form.tsx'
import { PolicyTable } from './policy-table.tsx'
import { ScopeSwitches } from './scope-switches.tsx'
import { ToolProfile } from './tool-profile.tsx'
import { useClientChange } from './use-client-change.ts'
import { useScopesInUse } from './use-scopes-in-use.ts'

function Facts({ client }: { client: ClientOnWire }) {
  const formats = useFormats()
  const ended = hasEnded(client, Date.now())
  return (
    <>
      <span>{kindWords[client.kind]}</span>
      {client.uri !== undefined && <span className="min-w-0 break-all">{client.uri}, as it says</span>}
      <span>since {formats.moment(client.created_at)}</span>
      <span>
        {client.last_used_at === undefined ? 'not used yet' : `last used ${formats.moment(client.last_used_at)}`}
      </span>
      {client.expires_at !== undefined && (
        <span className={ended ? 'text-amber' : ''}>
          {ended ? 'ended' : 'ends'} {formats.moment(client.expires_at)}
        </span>
      )}
    </>
  )
}

function Details({ client }: { client: ClientOnWire }) {
  const change = useClientChange()
  const offered = useScopesInUse()
  const [disconnecting, setDisconnecting] = useState(false)
  return (
    <>
      <PageHead title={client.name} meta={<Facts client={client} />}>
        <Button onClick={() => navigate({ page: 'activity', caller: `client:${client.client_id}` })}>
          <History size={14} aria-hidden />
          What it did
        </Button>
        <Button onClick={() => void change(client, { paused: !client.paused })}>
          {client.paused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
          {client.paused ? 'Resume' : 'Pause'}
        </Button>
        {client.client_id !== unnamedClient && (
          <Button variant="danger" onClick={() => setDisconnecting(true)}>
            <Unplug size={14} aria-hidden />
            {client.kind === 'access_token' ? 'Revoke' : 'Disconnect'}
          </Button>
        )}
      </PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto px-7 pb-16">
        <div className="max-w-4xl">
          <BridgeStopped className="pb-4" />
          {client.paused && (
            <Callout tone="warning" className="mb-4">
              <span className="flex-1">Paused: its calls are refused until you resume it.</span>
            </Callout>
          )}
          {client.client_id === unnamedClient && (
            <Callout tone="note" className="mb-4">
              Assistants on this machine that use Sojourn without a credential of their own share this entry. Connect
              them on the Connections page to tell them apart. Pause it to keep all of them out.
            </Callout>
          )}
          <Section title="What it may do" hint="Each takes effect at once.">
            <ScopeSwitches
              wide
              offered={offered}
              on={client.scopes}
              onChange={(on) => void change(client, { scopes: scopes.filter((scope) => on.includes(scope)) })}
            />
          </Section>
          <Section title="When to ask you" hint="By what a tool does to the world.">
            <PolicyTable policy={client.policy} onChange={(policy) => void change(client, { policy })} />
          </Section>
          <Section title="Tools it sees" hint="Over MCP. Scripts over REST reach every tool they may use.">
            <ToolProfile client={client} />
          </Section>
          <Section title="Name and limits">
            <LimitsForm key={`${client.name} ${client.calls_per_minute} ${client.writes_per_minute}`} client={client} />
          </Section>
        </div>
      </div>
      {disconnecting && (
        <DisconnectDialog
          client={client}
          onClose={() => setDisconnecting(false)}
          onDone={() => navigate({ page: 'connections' })}
        />
      )}
    </>
  )
}

/** One client: what it may do, when it asks, which tools it sees, how often it may call. */
export function ClientPage({ clientId }: { clientId: string }) {
  const { data, error, refetch } = useTool(listClients, {})
  const client = data?.clients.find((one) => one.client_id === clientId)
  return (
    <>
      <nav aria-label="Back" className="px-7 pt-4 -mb-3 short:pt-2">
        <a
          href={fragmentOf({ page: 'connections' })}
          className="inline-flex items-center gap-1 text-sm text-soft hover:text-ink"
        >
          <ChevronLeft size={14} aria-hidden />
          Connections
        </a>
      </nav>
      {client !== undefined && <Details client={client} />}
      {client === undefined && (
        <>
          <PageHead title="Connection" />
          {data === undefined && error === null && <Loading label="Loading the connection" />}
          {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
          {data !== undefined && (
            <Empty icon={Unplug} title="Not connected">
              It was disconnected, or never let in. What it did still stands in Activity.
            </Empty>
          )}
        </>
      )}
    </>
  )
}
