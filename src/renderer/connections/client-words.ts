import type { ClientOnWire } from '../../mcp/app/contract.ts'
import { clientDefaults, type Decision } from '../../shared/client-policy.ts'
import type { Effect } from '../../shared/tool.ts'

/** How a client came in, as a person reads it. */
export const kindWords: Record<ClientOnWire['kind'], string> = {
  registered: 'Signed in',
  metadata_document: 'Signed in, described by its own site',
  access_token: 'Access token',
  stdio: 'Started on this machine',
}

/** The client that all local assistants without a credential of their own are; it can be paused, not shut out. */
export const unnamedClient = 'unnamed'

/** The effects a tool can have, the mildest first. */
export const effectWords: readonly { effect: Effect; title: string; description: string }[] = [
  { effect: 'read', title: 'Read', description: 'Looks things up and changes nothing.' },
  { effect: 'write', title: 'Add and change', description: 'Undo brings it back.' },
  { effect: 'destructive', title: 'Delete', description: 'Removes something; undo brings it back.' },
  { effect: 'external', title: 'Act outside Sojourn', description: 'Where undo cannot reach.' },
  { effect: 'spend', title: 'Spend money', description: 'Pays for something.' },
]

/** A policy after one effect was decided anew: what is usual is left out of it. */
export function policyWith(policy: ClientOnWire['policy'], effect: Effect, decision: Decision): ClientOnWire['policy'] {
  const { [effect]: _before, ...others } = policy
  return decision === clientDefaults[effect] ? others : { ...others, [effect]: decision }
}

/** Whether its token has ended at a moment. Both are ISO 8601 in UTC. */
export const hasEnded = (client: Pick<ClientOnWire, 'expires_at'>, now: number): boolean =>
  client.expires_at !== undefined && Date.parse(client.expires_at) <= now

/** What a client sees of the tools, in words. */
export function profileWords(profile: ClientOnWire['profile']): string {
  if (profile === 'essentials') return 'essential tools'
  if (profile === 'everything') return 'every tool'
  return profile.length === 1 ? '1 tool of your choice' : `${profile.length} tools of your choice`
}
