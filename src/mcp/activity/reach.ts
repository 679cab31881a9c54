import { SojournError } from '../../shared/errors.ts'
import { type Caller, callerKey } from '../../shared/tool.ts'

/**
 * Whose changes a caller may see and undo, as the journal names callers: a client its own; the person at the machine, the
 * assistant and the host's own jobs those of everyone (undefined).
 */
export const callersInReach = (caller: Caller): readonly string[] | undefined =>
  caller.kind === 'client' ? [callerKey(caller)] : undefined

const ownKinds: ReadonlySet<string> = new Set<Caller['kind']>(['panel', 'local', 'assistant', 'system'])

/**
 * Whose changes a list shows, given a wish for those of one caller.
 * @param clientId the id of a client, or `panel`, `assistant`, `local` or `system`; `client:ID` is understood as well
 * @throws SojournError `forbidden` where a client asks for changes that are not its own
 */
export function callersListed(caller: Caller, clientId: string | undefined): readonly string[] | undefined {
  const reach = callersInReach(caller)
  if (clientId === undefined) return reach
  const wanted = ownKinds.has(clientId) || clientId.startsWith('client:') ? clientId : `client:${clientId}`
  if (reach !== undefined && !reach.includes(wanted)) {
    throw new SojournError('forbidden', 'A client sees its own changes only.', { hint: 'Leave client_id out.' })
  }
  return [wanted]
}
