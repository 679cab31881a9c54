import { ArrowRight } from 'lucide-react'
import { listClients } from '../../mcp/app/contract.ts'
import { fragmentOf } from '../app/route.ts'
import { useTool } from '../app/tools.ts'
import { BridgeStopped } from '../connections/bridge-switch.tsx'
import { useConnectionsState } from '../connections/connections-state.ts'

/** How many are let in or wait, whether the bridge is stopped, and the way to the page for it. */
export function ConnectionsSummary() {
  const { data } = useTool(listClients, {})
  const { waiting } = useConnectionsState()
  const tokens = data?.clients.filter((client) => client.kind === 'access_token').length ?? 0
  const assistants = (data?.clients.length ?? 0) - tokens
  const facts = [
    assistants === 0 ? 'No assistant let in' : `${assistants} ${assistants === 1 ? 'assistant' : 'assistants'} let in`,
    tokens === 0 ? undefined : `${tokens} access ${tokens === 1 ? 'token' : 'tokens'}`,
    waiting === 0 ? undefined : `${waiting} waiting for your word`,
  ]
  return (
    <>
      <BridgeStopped className="[&:not(:empty)]:mb-3" />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {data !== undefined && <span>{facts.filter((fact) => fact !== undefined).join(' · ')}</span>}
        <a
          href={fragmentOf({ page: 'connections' })}
          className="inline-flex min-h-6 items-center gap-1 text-accent hover:underline"
        >
          What each may do <ArrowRight size={14} aria-hidden />
        </a>
      </p>
    </>
  )
}
