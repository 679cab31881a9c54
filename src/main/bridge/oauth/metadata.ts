import type { OAuthServerProvider } from '@modelcontextprotocol/sdk/server/auth/provider.js'
import { createOAuthMetadata } from '@modelcontextprotocol/sdk/server/auth/router.js'
import { type Request, type Response, Router } from 'express'
import { type Scope, scopes } from '../../../shared/tool.ts'
import { defaultResource, resourceOfPath, type Servers } from './resources.ts'

/**
 * Who this authorization server is to a request: the host by the name it was called by, so that what a client asked for,
 * what the metadata says and what the answer carries are the same text. Ends in a slash, everywhere.
 */
export const issuerOf = (request: Request): string => `http://${request.headers.host ?? '127.0.0.1'}/`

/**
 * The metadata of the authorization server (RFC 8414) and of each resource (RFC 9728), at the root and at the forms with
 * the resource's path, with or without a slash at the end. In place of the SDK's, which knows one resource and one name.
 */
export function metadataRoutes(
  provider: OAuthServerProvider,
  servers: Servers,
  scopesInUse: () => ReadonlySet<Scope>,
): Router {
  const router = Router()
  const supported = () => scopes.filter((scope) => scopesInUse().has(scope))
  const answer = (response: Response, document: object) => {
    response.setHeader('Cache-Control', 'no-cache')
    response.json(document)
  }

  const authorizationServer = (request: Request, response: Response) => {
    const issuer = issuerOf(request)
    answer(response, {
      ...createOAuthMetadata({ provider, issuerUrl: new URL(issuer), scopesSupported: supported() }),
      issuer,
      response_modes_supported: ['query'],
      token_endpoint_auth_methods_supported: ['none'],
      revocation_endpoint_auth_methods_supported: ['none'],
      client_id_metadata_document_supported: true,
      authorization_response_iss_parameter_supported: true,
      service_documentation: new URL('/docs', issuer).href,
    })
  }
  router.get(
    ['/.well-known/oauth-authorization-server', '/.well-known/oauth-authorization-server/*path'],
    (request, response, next) => {
      const path = request.path.slice('/.well-known/oauth-authorization-server'.length)
      if (path !== '' && path !== '/' && resourceOfPath(path, servers) === undefined) return next()
      authorizationServer(request, response)
    },
  )

  router.get(
    ['/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/*path'],
    (request, response, next) => {
      const path = request.path.slice('/.well-known/oauth-protected-resource'.length)
      const resource = path === '' || path === '/' ? defaultResource : resourceOfPath(path, servers)
      if (resource === undefined) return next()
      const issuer = issuerOf(request)
      answer(response, {
        resource: new URL(resource, issuer).href,
        authorization_servers: [issuer],
        scopes_supported: supported(),
        bearer_methods_supported: ['header'],
        resource_name: 'Sojourn',
        resource_documentation: new URL('/docs', issuer).href,
      })
    },
  )
  return router
}
