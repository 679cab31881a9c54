import type { OAuthRegisteredClientsStore } from '@modelcontextprotocol/sdk/server/auth/clients.js'
import {
  InvalidClientError,
  InvalidClientMetadataError,
  InvalidGrantError,
  InvalidRequestError,
  InvalidScopeError,
  InvalidTargetError,
  InvalidTokenError,
} from '@modelcontextprotocol/sdk/server/auth/errors.js'
import type { AuthorizationParams, OAuthServerProvider } from '@modelcontextprotocol/sdk/server/auth/provider.js'
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js'
import type {
  OAuthClientInformationFull,
  OAuthTokenRevocationRequest,
  OAuthTokens,
} from '@modelcontextprotocol/sdk/shared/auth.js'
import type { Response } from 'express'
import { assertNever, SojournError } from '../../../shared/errors.ts'
import { type Scope, scopes } from '../../../shared/tool.ts'
import type { ClientBook } from '../../clients/client-book.ts'
import type { Consents } from '../../clients/consents.ts'
import { redirectProblem } from '../../clients/redirect-uris.ts'
import type { Registration, Registrations } from '../../clients/registrations.ts'
import type { Exchange, IssuedTokens, Refusal, TokenStore } from '../../clients/tokens.ts'
import { issuerOf } from './metadata.ts'
import { defaultResource, type ResourcePath, resourceOfUrl, type Servers } from './resources.ts'

export interface ProviderOptions {
  registrations: Registrations
  consents: Consents
  book: ClientBook
  tokens: TokenStore
  publicUrl: () => string
  servers: Servers
  scopesInUse: () => ReadonlySet<Scope>
  /** Whom an access token stands for, wherever it is used. */
  identify: (token: string) => Promise<AuthInfo | undefined>
}

/** Our side of the SDK's authorization server: what it asks is kept, and given by the owner's word alone. */
export class SojournOAuthProvider implements OAuthServerProvider {
  readonly clientsStore: OAuthRegisteredClientsStore
  readonly #options: ProviderOptions

  constructor(options: ProviderOptions) {
    this.#options = options
    this.clientsStore = {
      async getClient(clientId) {
        const found = await options.registrations.find(clientId).catch((error: unknown) => {
          throw notFound(error)
        })
        return found && toInformation(found)
      },
      async registerClient(client) {
        const registered = await options.registrations.register(client).catch((error: unknown) => {
          throw unusable(error)
        })
        return toInformation(registered)
      },
    }
  }

  /** Keeps the request and sends the browser to its page, under the name where the app's session lives. */
  async authorize(client: OAuthClientInformationFull, params: AuthorizationParams, response: Response): Promise<void> {
    if (redirectProblem(params.redirectUri) !== undefined) throw new InvalidRequestError('redirect_uri is not allowed')
    if (!/^[A-Za-z0-9_-]{43}$/.test(params.codeChallenge)) {
      throw new InvalidRequestError('code_challenge must be a SHA-256 hash in base64url')
    }
    if ((params.state?.length ?? 0) > 4096) throw new InvalidRequestError('state is too long')
    const resource = this.#resource(params.resource) ?? defaultResource
    const handle = await this.#options.consents.ask({
      client_id: client.client_id,
      client_name: client.client_name ?? null,
      client_uri: client.client_uri ?? null,
      kind: URL.canParse(client.client_id) ? 'metadata_document' : 'registered',
      redirect_uri: params.redirectUri,
      state: params.state ?? null,
      code_challenge: params.codeChallenge,
      resource,
      issuer: issuerOf(response.req),
      requested: askedScopes(params.scopes, this.#options.scopesInUse()),
    })
    response.redirect(303, `${this.#options.publicUrl()}/consent/${handle}`)
  }

  async challengeForAuthorizationCode(client: OAuthClientInformationFull, code: string): Promise<string> {
    const found = await this.#options.tokens.challengeOf(client.client_id, code)
    if ('refusal' in found) throw refused(found.refusal)
    return found.challenge
  }

  async exchangeAuthorizationCode(
    client: OAuthClientInformationFull,
    code: string,
    _verifier?: string,
    redirectUri?: string,
    resource?: URL,
  ): Promise<OAuthTokens> {
    const exchange = await this.#options.tokens.exchangeCode(client.client_id, code, {
      redirectUri,
      resource: this.#resource(resource),
    })
    return this.#given(client, exchange)
  }

  async exchangeRefreshToken(
    client: OAuthClientInformationFull,
    refreshToken: string,
    asked?: string[],
    resource?: URL,
  ): Promise<OAuthTokens> {
    const exchange = await this.#options.tokens.refresh(client.client_id, refreshToken, {
      scopes: asked,
      resource: this.#resource(resource),
      granted: this.#granted(client.client_id),
    })
    return this.#given(client, exchange)
  }

  async verifyAccessToken(token: string): Promise<AuthInfo> {
    const known = await this.#options.identify(token)
    if (known === undefined) throw new InvalidTokenError('The token is not valid')
    return known
  }

  async revokeToken(client: OAuthClientInformationFull, request: OAuthTokenRevocationRequest): Promise<void> {
    await this.#options.tokens.revoke(client.client_id, request.token)
  }

  #granted(clientId: string): readonly Scope[] {
    return this.#options.book.find(this.#options.book.user, clientId)?.scopes ?? []
  }

  #resource(asked: URL | undefined): ResourcePath | undefined {
    if (asked === undefined) return undefined
    const resource = resourceOfUrl(asked, this.#options.publicUrl(), this.#options.servers)
    if (resource === undefined) throw new InvalidTargetError('resource is not an address of this server')
    return resource
  }

  #given(client: OAuthClientInformationFull, exchange: Exchange): OAuthTokens {
    if (!exchange.ok) throw refused(exchange.refusal)
    return toWire(exchange.tokens, this.#granted(client.client_id))
  }
}

/**
 * What a client asks for: the scopes it names that are in use; all of them where it names none of ours, to be chosen from.
 */
function askedScopes(named: readonly string[] | undefined, inUse: ReadonlySet<Scope>): Scope[] {
  const ours = scopes.filter((scope) => inUse.has(scope))
  const known = ours.filter((scope) => named?.includes(scope))
  return known.length > 0 ? known : ours
}

function toWire(tokens: IssuedTokens, granted: readonly Scope[]): OAuthTokens {
  return {
    access_token: tokens.accessToken,
    token_type: 'Bearer',
    expires_in: tokens.expiresIn,
    refresh_token: tokens.refreshToken,
    scope: (tokens.scopes ?? granted).join(' '),
  }
}

function toInformation({ clientId, registeredAt, redirectUris, name, uri }: Registration): OAuthClientInformationFull {
  return {
    client_id: clientId,
    client_id_issued_at: Math.floor(registeredAt.epochMilliseconds / 1000),
    redirect_uris: redirectUris,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    ...(name !== undefined && { client_name: name }),
    ...(uri !== undefined && { client_uri: uri }),
  }
}

/** Why a program cannot be used, as OAuth has it; any other failure as it is. */
function unusable(error: unknown): unknown {
  const said = error instanceof SojournError && error.kind === 'invalid_input'
  return said ? new InvalidClientMetadataError(error.message) : error
}

/** As `unusable`, for a program that is looked up: its document may be out of reach as well. */
function notFound(error: unknown): unknown {
  const why = unusable(error)
  return why instanceof SojournError ? new InvalidClientError(why.message) : why
}

function refused(refusal: Refusal): Error {
  switch (refusal) {
    case 'unknown':
      return new InvalidGrantError('It is not valid for this client')
    case 'expired':
      return new InvalidGrantError('It has expired')
    case 'replayed':
      return new InvalidGrantError('It was used before; everything that came of it is revoked')
    case 'wrong_redirect':
      return new InvalidGrantError('redirect_uri is not the one of the authorization request')
    case 'wrong_resource':
      return new InvalidTargetError('resource is not the one of the authorization request')
    case 'wrong_scope':
      return new InvalidScopeError('scope asks for more than was granted')
    default:
      return assertNever(refusal)
  }
}
