import { clientDefaults, type Decision } from '../../shared/client-policy.ts'
import type { Effect } from '../../shared/tool.ts'
import type { Client } from './client.ts'

/** What happens to a client's call of one effect. A client that is not known may do nothing. */
export function decisionFor(client: Pick<Client, 'policy'> | undefined, effect: Effect): Decision {
  if (client === undefined) return 'deny'
  return client.policy[effect] ?? clientDefaults[effect]
}
