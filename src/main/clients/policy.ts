import type { Effect } from '../../shared/tool.ts'
import type { Client, Decision } from './client.ts'

/** What happens to a client's call of each effect where the user has said nothing else. */
export const clientDefaults: Readonly<Record<Effect, Decision>> = {
  read: 'allow',
  write: 'allow',
  destructive: 'ask',
  external: 'ask',
  spend: 'ask',
}

/** What happens to a client's call of one effect. A client that is not known may do nothing. */
export function decisionFor(client: Pick<Client, 'policy'> | undefined, effect: Effect): Decision {
  if (client === undefined) return 'deny'
  return client.policy[effect] ?? clientDefaults[effect]
}
