import type { ClientOnWire } from '../../mcp/app/contract.ts'
import type { Effect } from '../../shared/tool.ts'

export type Decision = NonNullable<ClientOnWire['policy'][Effect]>

/** How a client came in, as a person reads it. */
export const kindWords: Record<ClientOnWire['kind'], string> = {
  registered: 'Signed in',
  metadata_document: 'Signed in, described by its own site',
  access_token: 'Access token',
  stdio: 'Started on this machine',
}

/** The client that all local assistants without a credential of their own are; it can be paused, not shut out. */
export const unnamedClient = 'unnamed'

/** The effects a tool can have, the mildest first, with what happens where the user has said nothing else. */
export const effectWords: readonly { effect: Effect; title: string; description: string; usual: Decision }[] = [
  { effect: 'read', title: 'Read', description: 'Looks things up and changes nothing.', usual: 'allow' },
  { effect: 'write', title: 'Add and change', description: 'Undo brings it back.', usual: 'allow' },
  { effect: 'destructive', title: 'Delete', description: 'Removes something; undo brings it back.', usual: 'ask' },
  { effect: 'external', title: 'Act outside Sojourn', description: 'Where undo cannot reach.', usual: 'ask' },
  { effect: 'spend', title: 'Spend money', description: 'Pays for something.', usual: 'ask' },
]

/** A policy after one effect was decided anew: what is usual is left out of it. */
export function policyWith(policy: ClientOnWire['policy'], effect: Effect, decision: Decision): ClientOnWire['policy'] {
  const { [effect]: _before, ...others } = policy
  const usual = effectWords.find((words) => words.effect === effect)?.usual
  return decision === usual ? others : { ...others, [effect]: decision }
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
