import { Ellipsis, History, KeyRound, type LucideIcon, Pause, Play, Plug, SquareTerminal, Unplug } from 'lucide-react'
import { useState } from 'react'
import type { ClientOnWire } from '../../mcp/app/contract.ts'
import { dateIn, Temporal } from '../../shared/dates.ts'
import { useFormats } from '../app/formats.ts'
import { fragmentOf, navigate } from '../app/route.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx'
import { hasEnded, kindWords, profileWords, unnamedClient } from './client-words.ts'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import { Mark } from './mark.tsx'
import { useClientChange } from './use-client-change.ts'

const icons: Record<ClientOnWire['kind'], LucideIcon> = {
  registered: Plug,
  metadata_document: Plug,
  stdio: SquareTerminal,
  access_token: KeyRound,
}

/** A client or token that was let in: what it is, when it was here, and the quickest things to do about it. */
export function ClientRow({ client }: { client: ClientOnWire }) {
  const formats = useFormats()
  const change = useClientChange()
  const [disconnecting, setDisconnecting] = useState(false)
  const Icon = icons[client.kind]
  const ended = hasEnded(client, Date.now())
  const facts = [
    client.kind === 'access_token' ? undefined : kindWords[client.kind],
    client.last_used_at === undefined ? 'not used yet' : `last used ${formats.moment(client.last_used_at)}`,
    profileWords(client.profile),
    client.expires_at === undefined || ended
      ? undefined
      : `ends ${formats.shortDay(dateIn(formats.timezone, Temporal.Instant.from(client.expires_at)))}`,
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2.5">
      <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-sunk text-soft">
        <Icon size={17} strokeWidth={1.8} aria-hidden />
      </span>
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex min-w-0 items-center gap-2">
          <a
            href={fragmentOf({ page: 'client', clientId: client.client_id })}
            className="truncate font-medium hover:underline"
          >
            {client.name}
          </a>
          {client.paused && <Mark tone="amber">paused</Mark>}
          {ended && <Mark tone="amber">ended</Mark>}
        </p>
        <p className="text-sm text-soft">{facts.filter((fact) => fact !== undefined).join(' · ')}</p>
      </div>
      <Button
        aria-label={`${client.paused ? 'Resume' : 'Pause'} ${client.name}`}
        onClick={() => void change(client, { paused: !client.paused })}
      >
        {client.paused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
        {client.paused ? 'Resume' : 'Pause'}
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={`More about ${client.name}`} plain />}>
        <MenuItem icon={Plug} onSelect={() => navigate({ page: 'client', clientId: client.client_id })}>
          What it may do
        </MenuItem>
        <MenuItem icon={History} onSelect={() => navigate({ page: 'activity', caller: `client:${client.client_id}` })}>
          What it did
        </MenuItem>
        {client.client_id !== unnamedClient && (
          <>
            <MenuLine />
            <MenuItem icon={Unplug} danger onSelect={() => setDisconnecting(true)}>
              {client.kind === 'access_token' ? 'Revoke…' : 'Disconnect…'}
            </MenuItem>
          </>
        )}
      </Menu>
      {disconnecting && <DisconnectDialog client={client} onClose={() => setDisconnecting(false)} />}
    </li>
  )
}
