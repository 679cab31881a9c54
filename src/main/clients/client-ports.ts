import type { ClientOnWire, ConsentOnWire } from '../../mcp/app/contract.ts'
import type { AppPorts } from '../../mcp/app/server.ts'
import { SojournError } from '../../shared/errors.ts'
import { scopeWords } from '../../shared/scope-words.ts'
import type { ConsentDesk, WaitingConsent } from '../bridge/oauth/consent-desk.ts'
import type { Client, ClientProfile } from './client.ts'
import type { ClientsAdmin } from './clients-admin.ts'

/** What the app server is given of clients and of what waits to be let in. */
export function clientPorts(clients: ClientsAdmin, desk: ConsentDesk): Pick<AppPorts, 'clients' | 'consents'> {
  return {
    clients: {
      list: async () => (await clients.list()).map(toWire),
      update: async ({ client_id, calls_per_minute, writes_per_minute, ...change }) =>
        toWire(
          await clients.update(client_id, {
            ...change,
            policy: change.policy === undefined ? undefined : withoutAbsent(change.policy),
            callsPerMinute: calls_per_minute,
            writesPerMinute: writes_per_minute,
          }),
        ),
      revoke: async (clientId) => (await clients.revoke(clientId)).name,
      createAccessToken: async ({ name, scopes, expires_in_days }) => {
        const { token, client } = await clients.createAccessToken({ name, scopes, days: expires_in_days })
        return { token, client: toWire(client) }
      },
      enabled: () => clients.enabled,
      setEnabled: (enabled) => clients.setEnabled(enabled),
    },
    consents: {
      list: async () => (await desk.list()).map(consentToWire),
      async answer(caller, { consent_id, allow, scopes }) {
        // Against accidents, not attacks: a script or an agent that has the local token should not let programs in by a call
        // like any other. Whoever holds that token is the user, and could open the app's own session with it.
        if (caller.kind !== 'panel') {
          throw new SojournError('forbidden', 'Only the app’s own window lets an assistant in.', {
            hint: 'Answer on the Connections page.',
          })
        }
        const { granted } = await desk.answer(consent_id, allow, scopes)
        return { consent_id, status: granted === null ? 'denied' : 'allowed', scopes: [...(granted ?? [])] }
      },
    },
  }
}

function toWire(client: Client & { expiresAt?: string }): ClientOnWire {
  return {
    client_id: client.clientId,
    name: client.name,
    kind: client.kind,
    ...(client.uri !== undefined && { uri: client.uri }),
    scopes: [...client.scopes],
    profile: profileToWire(client.profile),
    policy: client.policy,
    calls_per_minute: client.callsPerMinute,
    writes_per_minute: client.writesPerMinute,
    paused: client.paused,
    created_at: client.createdAt,
    ...(client.lastUsedAt !== undefined && { last_used_at: client.lastUsedAt }),
    ...(client.expiresAt !== undefined && { expires_at: client.expiresAt }),
  }
}

const profileToWire = (profile: ClientProfile): ClientOnWire['profile'] =>
  typeof profile === 'string' ? profile : [...profile]

function consentToWire({ consent, offered, answersTo }: WaitingConsent): ConsentOnWire {
  return {
    consent_id: consent.consent_id,
    client_id: consent.client_id,
    ...(consent.client_name !== null && { client_name: consent.client_name }),
    ...(consent.client_uri !== null && { client_uri: consent.client_uri }),
    ...(consent.kind === 'metadata_document' && { described_at: new URL(consent.client_id).host }),
    answers_to: answersTo,
    resource: consent.resource,
    scopes: offered.map(({ scope, on }) => ({
      scope,
      title: scopeWords[scope].title,
      description: scopeWords[scope].description,
      on,
    })),
    created_at: consent.created_at,
    expires_at: consent.expires_at,
  }
}

/** The fields that are there. */
function withoutAbsent<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
