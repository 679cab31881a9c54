import type { Change } from '../../mcp/activity/contract.ts'
import type { ClientOnWire } from '../../mcp/app/contract.ts'
import { kindWords } from '../connections/client-words.ts'

/** Someone whose changes can be looked at alone; `caller` as the journal names it, undefined for everyone. */
export interface CallerChoice {
  caller: string | undefined
  name: string
}

const own: readonly CallerChoice[] = [
  { caller: undefined, name: 'Everyone' },
  { caller: 'panel', name: 'You' },
  { caller: 'assistant', name: 'Assistant' },
  { caller: 'local', name: 'Command line' },
]

/**
 * Whom one can choose between: the fixed ones, the clients that are connected, those that have changes here though they
 * are connected no longer, and the one that is chosen, whatever it is. Clients of one name are told
 * apart by their kind.
 */
export function callerChoices(
  clients: readonly Pick<ClientOnWire, 'client_id' | 'name' | 'kind'>[],
  changes: readonly Pick<Change, 'caller' | 'caller_name'>[],
  chosen: string | undefined,
): CallerChoice[] {
  const choices = new Map<string | undefined, CallerChoice>(own.map((choice) => [choice.caller, choice]))
  const offer = (caller: string, name: string) => {
    if (!choices.has(caller)) choices.set(caller, { caller, name })
  }
  const named = Map.groupBy(clients, (client) => client.name)
  for (const { client_id, name, kind } of clients) {
    const alone = named.get(name)?.length === 1
    offer(`client:${client_id}`, alone ? name : `${name}, ${kindWords[kind].toLowerCase()}`)
  }
  for (const change of changes) if (change.caller.startsWith('client:')) offer(change.caller, change.caller_name)
  if (chosen !== undefined) offer(chosen, chosen === 'system' ? 'Sojourn itself' : 'Not connected any more')
  return [...choices.values()]
}
