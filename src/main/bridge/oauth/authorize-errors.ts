import { OAuthErrorResponseSchema } from '@modelcontextprotocol/sdk/shared/auth.js'
import type { NextFunction, Request, Response } from 'express'
import type { ClientBook } from '../../clients/client-book.ts'
import { staysLocal } from '../../clients/redirect-uris.ts'
import { problemPage } from './consent-page.ts'
import { issuerOf } from './metadata.ts'
import { sendPage } from './page.ts'

/**
 * Stands before the SDK's authorization endpoint and minds how its errors leave. Anyone can register an address and have an
 * error sent there: so a browser is sent on only to this machine or to a client that the owner let in (RFC 9700, section
 * 4.11.2), with who answers (RFC 9207); anyone else gets a page. Errors that a person would see as JSON become a page too.
 */
export function mindAuthorizeErrors(book: ClientBook, publicUrl: () => string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const redirect = response.redirect.bind(response)
    const json = response.json.bind(response)
    const known = (clientId: unknown) => typeof clientId === 'string' && book.find(book.user, clientId) !== undefined

    response.redirect = ((status: number, address: string) => {
      const target = new URL(address, publicUrl())
      if (target.origin === new URL(publicUrl()).origin && target.pathname.startsWith('/consent/')) {
        return redirect(status, address)
      }
      const said = target.searchParams.get('error_description')
      const clientId = request.method === 'POST' ? request.body?.client_id : request.query.client_id
      if (!staysLocal(address) && !known(clientId)) return sendPage(response, refusedPage(said), 400)
      target.searchParams.set('iss', issuerOf(request))
      redirect(status, target.href)
    }) as Response['redirect']

    response.json = (body: unknown) => {
      const error = OAuthErrorResponseSchema.safeParse(body)
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
