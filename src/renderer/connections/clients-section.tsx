import { KeyRound, Plug, Plus } from 'lucide-react'
import { useState } from 'react'
import { listClients } from '../../mcp/app/contract.ts'
import { useTool } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { Failure, Loading } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { ClientRow } from './client-row.tsx'
import { NewTokenDialog } from './new-token-dialog.tsx'

/** Assistants that were let in. */
export function ClientsSection() {
  const { data, error, refetch } = useTool(listClients, {})
  const clients = data?.clients.filter((client) => client.kind !== 'access_token') ?? []
  return (
    <Section title="Let in" hint="Assistants that may use Sojourn, and how far.">
      {data === undefined && error === null && <Loading label="Loading what was let in" rows={2} />}
      {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && clients.length === 0 && (
        <p className="flex items-center gap-2 text-soft">
          <Plug size={15} className="shrink-0" aria-hidden />
          None yet. An assistant appears here once you have let it in; until then it sees nothing.
        </p>
      )}
      <ul>
        {clients.map((client) => (
          <ClientRow key={client.client_id} client={client} />
        ))}
      </ul>
    </Section>
  )
}

/** Tokens for scripts. */
export function TokensSection() {
  const [making, setMaking] = useState(false)
  const { data, error, refetch } = useTool(listClients, {})
  const tokens = data?.clients.filter((client) => client.kind === 'access_token') ?? []
  return (
    <Section title="Access tokens" hint="For your own scripts, over REST or MCP.">
      <Button onClick={() => setMaking(true)}>
        <Plus size={14} aria-hidden />
        New token…
      </Button>
      {data === undefined && error === null && <Loading label="Loading the tokens" rows={1} />}
      {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && tokens.length === 0 && (
        <p className="mt-3 flex items-center gap-2 text-soft">
          <KeyRound size={15} className="shrink-0" aria-hidden />
          No token yet. One opens only what you switch on for it, for as long as you say.
        </p>
      )}
      <ul className="mt-2">
        {tokens.map((client) => (
          <ClientRow key={client.client_id} client={client} />
        ))}
      </ul>
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
    </Section>
  )
}
