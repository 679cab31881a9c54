import type { Request } from 'express'
import { allScopes } from '../../panel-api.ts'
import { sameToken } from '../../secret-token.ts'
import { bearerOf } from '../bearer-token.ts'
import type { Authorization } from '../oauth/authorization.ts'
import type { Identify } from './exchange.ts'

/** Whom the token of a request to `/mcp` stands for: this machine's own, or a client's that holds at that address. */
export function identifyBy(
  authorization: Pick<Authorization, 'authenticate' | 'trust'>,
  local: { user: string; token: string },
): Identify {
  return async (request: Request) => {
    const token = bearerOf(request.headers.authorization)
    if (token === undefined) return undefined
    if (sameToken(token, local.token)) {
      return { user: local.user, caller: { kind: 'local' }, scopes: allScopes, profile: 'essentials' }
    }
    const found = await authorization.authenticate(token, request.originalUrl.replace(/\?.*$/, ''))
    if (found === undefined) return undefined
    const { user, clientId, scopes } = found
    const client = authorization.trust.find(user, clientId)
    if (client === undefined) return undefined
    return { user, caller: { kind: 'client', clientId, name: client.name }, scopes, profile: client.profile }
  }
}
