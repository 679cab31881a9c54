import { TemporarilyUnavailableError } from '@modelcontextprotocol/sdk/server/auth/errors.js'
import { mcpAuthRouter } from '@modelcontextprotocol/sdk/server/auth/router.js'
import { type NextFunction, type Request, type Response, Router } from 'express'
import type { Database } from '../../../platform/database/database.ts'
import type { Temporal } from '../../../shared/dates.ts'
import type { Scope } from '../../../shared/tool.ts'
import type { TokenIdentity, Trust } from '../../clients/client.ts'
import { ClientBook } from '../../clients/client-book.ts'
import { type ClientsAdmin, createClientsAdmin } from '../../clients/clients-admin.ts'
import { type Consent, Consents } from '../../clients/consents.ts'
import { readPrivateHosts } from '../../clients/fetch-document.ts'
import { Registrations } from '../../clients/registrations.ts'
import { TokenStore } from '../../clients/tokens.ts'
import type { BrowserSessions } from '../browser-sessions.ts'
import { mindAuthorizeErrors } from './authorize-errors.ts'
import { type ChallengeError, challenge } from './challenge.ts'
import { type ConsentDesk, createConsentDesk } from './consent-desk.ts'
import { consentRoutes } from './consent-routes.ts'
import { metadataRoutes } from './metadata.ts'
import { offeredScopes } from './offered-scopes.ts'
import { SojournOAuthProvider } from './provider.ts'
import { defaultResource, resourceOfPath, resourceOfUrl } from './resources.ts'

export interface AuthorizationOptions {
  database: Database
  sessions: BrowserSessions
  user: string
  clock: () => Temporal.Instant
  /** The host's address, under the name where the app's session lives: `http://127.0.0.1:7420`. */
  publicUrl: () => string
  /** The names of the embedded servers that `/mcp/{server}` offers. */
  servers: () => ReadonlySet<string>
  /** The scopes that some tool asks for. No other is offered: it would let a client do nothing, until a later version. */
  scopesInUse: () => ReadonlySet<Scope>
  /** `SOJOURN_OFFLINE` and `SOJOURN_PRIVATE_HOSTS` are read from it. */
  env: NodeJS.ProcessEnv
  /** Told when clients or the switch changed. */
  onChange: () => void
  /** Told when a request to be let in waits for the owner. */
  onAsked: () => void
  /** What each endpoint takes in a second from all who have no token (default 20). */
  requestsPerSecond?: number
}

/** Who may come in by the bridge. */
export interface Authorization {
  /** Metadata, `/authorize`, `/token`, `/register`, `/revoke` and the consent page; mounted at the root. */
  readonly router: Router
  /**
   * Whom a client's token stands for at a resource; undefined where it does not hold there (answer 401 with `challenge`).
   * @param resource an address or path below `/mcp`; any other one (`/api`) takes only tokens that hold everywhere: personal
   *   ones and those of the stdio door
   * @throws SojournError `forbidden` where its client is paused or the bridge is stopped
   */
  authenticate(token: string, resource: string): Promise<TokenIdentity | undefined>
  /** Whether a token is a client's that is let in, wherever it holds and whether or not the client may do anything now. */
  knows(token: string): Promise<boolean>
  readonly trust: Trust
  readonly clients: ClientsAdmin
  readonly consents: ConsentDesk
  /** The value of `WWW-Authenticate`; `resource` as the client spelt it (`http://localhost:7420/mcp`), or its path. */
  challenge(resource?: string, error?: ChallengeError): string
}

/** When a token that does not end is said to end: 31 December 9999, in seconds since the Unix epoch. */
const never = 253_402_300_799

/** Puts the authorization server together. */
export async function createAuthorization(options: AuthorizationOptions): Promise<Authorization> {
  const { database, user, clock, sessions, publicUrl, servers, scopesInUse, env } = options
  const book = await ClientBook.open(database, user, clock)
  const tokens = new TokenStore(database, user, clock)
  const consents = new Consents({ database, user, clock, book, tokens, onAsked: options.onAsked })
  const registrations = new Registrations({
    database,
    clock,
    online: env.SOJOURN_OFFLINE !== '1',
    fetching: { privateHosts: readPrivateHosts(env.SOJOURN_PRIVATE_HOSTS) },
  })
  book.onChange(() => {
    tokens.forget()
    options.onChange()
  })

  /** Whom a token stands for, wherever it is used, with the path it was issued for. */
  const identify = async (token: string) => {
    const known = await tokens.identify(token)
    const client = known === undefined ? undefined : book.find(user, known.clientId)
    if (known === undefined || client === undefined) return undefined
    const granted = client.scopes.filter((scope) => known.scopes?.includes(scope) ?? true)
    const expiresAt = known.expiresAt === undefined ? never : Math.floor(known.expiresAt.epochMilliseconds / 1000)
    return { client, granted, expiresAt, resource: known.resource }
  }

  const provider = new SojournOAuthProvider({
    registrations,
    consents,
    book,
    tokens,
    publicUrl,
    servers,
    scopesInUse,
    identify: async (token) => {
      const found = await identify(token)
      if (found === undefined) return undefined
      const { client, granted, expiresAt, resource } = found
      const address = new URL(resource ?? defaultResource, publicUrl())
      return { token, clientId: client.clientId, scopes: granted, expiresAt, resource: address }
    },
  })

  const offered = (consent: Consent) => offeredScopes(consent, book, scopesInUse())
  const limits = { rateLimit: { windowMs: 1000, max: options.requestsPerSecond ?? 20 } }
  const router = Router()
  router.use(metadataRoutes(provider, servers, scopesInUse))
  router.use(['/authorize', '/consent'], mindAuthorizeErrors(book, publicUrl))
  router.use(['/authorize', '/token', '/register', '/consent'], whileOpen(book))
  router.use(consentRoutes({ consents, offered, sessions, publicUrl }))
  router.use(['/authorize', '/token', '/register', '/revoke'], closedToPages)
  router.use(
    mcpAuthRouter({
      provider,
      // Read for its path alone: what tells the address is `metadataRoutes`, which knows the port and comes first.
      issuerUrl: new URL('http://127.0.0.1'),
      authorizationOptions: limits,
      tokenOptions: limits,
      clientRegistrationOptions: limits,
      revocationOptions: limits,
    }),
  )

  return {
    router,
    async authenticate(token, resource) {
      const found = await identify(token)
      if (found === undefined) return undefined
      const asked = URL.canParse(resource)
        ? resourceOfUrl(new URL(resource), publicUrl(), servers)
        : resourceOfPath(resource, servers)
      if (found.resource !== null && found.resource !== asked) return undefined
      const { client, granted, expiresAt } = found
      const refusal = book.refusal(user, client.clientId)
      if (refusal !== undefined) throw refusal
      await book.touch(client.clientId)
      return {
        user,
        clientId: client.clientId,
        scopes: new Set(granted),
        audience: new URL(found.resource ?? asked ?? '/', publicUrl()).href,
        expiresAt,
      }
    },
    knows: async (token) => (await identify(token)) !== undefined,
    trust: book,
    clients: createClientsAdmin(book, tokens, clock),
    consents: createConsentDesk(consents, offered),
    challenge: (resource, error) => challenge(publicUrl(), resource, error),
  }
}

/** The SDK opens its endpoints to every page; which pages may call is settled before, by `allowOrigins` alone. */
function closedToPages(_request: Request, response: Response, next: NextFunction): void {
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => (/^access-control-/i.test(name) ? response : setHeader(name, value))
  next()
}

/** Nobody is let in, and no token is given, while the owner has stopped the bridge. */
function whileOpen(book: ClientBook) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    if (book.enabled) {
      next()
      return
    }
    const error = new TemporarilyUnavailableError('The owner has stopped the bridge for all clients')
    response.status(503).setHeader('Cache-Control', 'no-store').json(error.toResponseObject())
  }
}
