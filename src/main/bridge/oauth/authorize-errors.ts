import { OAuthErrorResponseSchema } from '@modelcontextprotocol/sdk/shared/auth.js'
import type { NextFunction, Request, Response } from 'express'
import type { ClientBook } from '../../clients/client-book.ts'
import { staysLocal } from '../../clients/redirect-uris.ts'
import { authorizeFault } from './authorize-faults.ts'
import { problemPage } from './consent-page.ts'
import { issuerOf } from './metadata.ts'
import { sendPage } from './page.ts'

/**
 * Stands before the SDK's authorization endpoint and minds how its errors leave. Anyone can register an address and have an
 * error sent there: so a browser is sent on only to this machine or to a client that the owner let in (RFC 9700, section
 * 4.11.2), with who answers (RFC 9207) and the request's own state; anyone else gets a page. Errors that a person would see
 * as JSON become a page too. What is wrong by form is said in a sentence.
 */
export function mindAuthorizeErrors(book: ClientBook, publicUrl: () => string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const redirect = response.redirect.bind(response)
    const json = response.json.bind(response)
    // Read when an error leaves: a body is parsed after this.
    const params = (): Record<string, unknown> => (request.method === 'POST' ? request.body : request.query) ?? {}
    const faultOf = () => (request.baseUrl === '/authorize' ? authorizeFault(params()) : undefined)
    const known = (clientId: unknown) => typeof clientId === 'string' && book.find(book.user, clientId) !== undefined

    response.redirect = ((status: number, address: string) => {
      const target = new URL(address, publicUrl())
      if (target.origin === new URL(publicUrl()).origin && target.pathname.startsWith('/consent/')) {
        return redirect(status, address)
      }
      const fault = target.searchParams.get('error') === 'invalid_request' ? faultOf() : undefined
      if (fault !== undefined) {
        target.searchParams.set('error', fault.error)
        target.searchParams.set('error_description', fault.description)
      }
      const { client_id, state } = params()
      if (!staysLocal(address) && !known(client_id)) {
        return sendPage(response, refusedPage(target.searchParams.get('error_description')), 400)
      }
      if (typeof state === 'string') target.searchParams.set('state', state)
      target.searchParams.set('iss', issuerOf(request))
      redirect(status, target.href)
    }) as Response['redirect']

    response.json = (given: unknown) => {
      let body = given
      const error = OAuthErrorResponseSchema.safeParse(body)
      const fault = error.data?.error === 'invalid_request' ? faultOf() : undefined
      if (error.success && fault !== undefined) {
        error.data.error_description = fault.description
        body = error.data
      }
      if (!error.success || request.accepts(['json', 'html']) !== 'html') return json(body)
      sendPage(response, refusedPage(error.data.error_description ?? null), response.statusCode)
      return response
    }
    next()
  }
}

const refusedPage = (said: string | null) =>
  problemPage(
    'This assistant’s request cannot be used',
    `It asked in a way that Sojourn does not accept${said === null ? '' : ` (${said.slice(0, 300)})`}. Connect it again; if that does not help, remove Sojourn from it and add it anew.`,
  )
