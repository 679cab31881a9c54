import { stamp, type Temporal } from '../../shared/dates.ts'
import { newId } from '../../shared/ids.ts'
import { scopeWords } from '../../shared/scope-words.ts'
import { type Scope, scopes } from '../../shared/tool.ts'
import type { Client } from './client.ts'
import type { ClientBook, ClientChange } from './client-book.ts'
import type { TokenStore } from './tokens.ts'

/** A token at the one moment when it can be seen, and the client it was made for. */
export interface Minted {
  token: string
  client: Client & { expiresAt?: string }
}

/** What is granted to a client of the owner's own making that names no scopes. */
const usualScopes: readonly Scope[] = scopes.filter((scope) => scopeWords[scope].usual)

export interface ClientsAdmin {
  list(): Promise<(Client & { expiresAt?: string })[]>
  update(clientId: string, change: ClientChange): Promise<Client>
  revoke(clientId: string): Promise<Client>
  /** A token for a script; `days` undefined: it does not end. */
  createAccessToken(request: { name: string; scopes: readonly Scope[]; days?: number | undefined }): Promise<Minted>
  /** A token for the stdio door of one assistant: a client of its own, never the local caller. It does not end. */
  mintStdioCredential(name: string, granted?: readonly Scope[]): Promise<Minted>
  /** For a stdio door without a credential: one client for all of them; the tokens given before keep working for a day. */
  mintUnnamedCredential(): Promise<Minted>
  readonly enabled: boolean
  setEnabled(enabled: boolean): Promise<void>
  /** Tells of every change to clients, their tokens or the switch; returns how to stop listening. */
  onChange(listener: () => void): () => void
}

/** The one client that all nameless stdio doors are. */
const unnamed = { clientId: 'unnamed', name: 'Unnamed assistant' } as const

/** What the owner does with clients. */
export function createClientsAdmin(book: ClientBook, tokens: TokenStore, clock: () => Temporal.Instant): ClientsAdmin {
  const known = (clientId: string, user: string): Client => {
    const client = book.find(user, clientId)
    if (client === undefined) throw new Error(`The client ${clientId} is not there`)
    return client
  }
  const mint = async (
    client: { clientId: string; name: string; kind: 'access_token' | 'stdio'; scopes: readonly Scope[] },
    expiresAt?: Temporal.Instant,
  ): Promise<Minted> => {
    const token = await book.change(async (tx) => {
      await book.letIn(tx, client)
      return tokens.mintOwn(tx, client.clientId, client.kind === 'stdio' ? 'stdio' : 'personal', expiresAt)
    })
    return {
      token,
      client: {
        ...known(client.clientId, book.user),
        ...(expiresAt !== undefined && { expiresAt: stamp(expiresAt) }),
      },
    }
  }
  const freshId = () => newId(clock().epochMilliseconds)
  return {
    async list() {
      const ends = await tokens.ends()
      return book.list().map((client) => {
        const expiresAt = client.kind === 'access_token' ? ends.get(client.clientId) : undefined
        return { ...client, ...(expiresAt !== undefined && { expiresAt }) }
      })
    },
    update: (clientId, change) => book.update(clientId, change),
    // Revoked, the nameless would come back with the next door that opens: they are paused instead, which stays.
    revoke: (clientId) =>
      clientId === unnamed.clientId ? book.update(clientId, { paused: true }) : book.revoke(clientId),
    createAccessToken: ({ name, scopes: granted, days }) =>
      mint(
        { clientId: freshId(), name, kind: 'access_token', scopes: granted },
        days === undefined ? undefined : clock().add({ hours: 24 * days }),
      ),
    mintStdioCredential: (name, granted = usualScopes) =>
      mint({ clientId: freshId(), name, kind: 'stdio', scopes: granted }),
    mintUnnamedCredential: () =>
      mint(
        { ...unnamed, kind: 'stdio', scopes: book.find(book.user, unnamed.clientId)?.scopes ?? usualScopes },
        clock().add({ hours: 24 }),
      ),
    get enabled() {
      return book.enabled
    },
    setEnabled: (enabled) => book.setEnabled(enabled),
    onChange: (listener) => book.onChange(listener),
  }
}
