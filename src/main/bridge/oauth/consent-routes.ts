import { createHmac } from 'node:crypto'
import express, { type Request, type Response, Router } from 'express'
import * as z from 'zod'
import { SojournError } from '../../../shared/errors.ts'
import { scopes } from '../../../shared/tool.ts'
import type { Consent, Consents } from '../../clients/consents.ts'
import { sameToken } from '../../secret-token.ts'
import { type BrowserSessions, cookieName, cookieOf } from '../browser-sessions.ts'
import {
  answeredPage,
  consentPage,
  type OfferedScope,
  overPage,
  problemPage,
  sameSiteStep,
  signInPage,
} from './consent-page.ts'
import { sendPage } from './page.ts'

export interface ConsentRoutesOptions {
  consents: Consents
  /** What a request lets the owner choose from. */
  offered: (consent: Consent) => readonly OfferedScope[]
  sessions: BrowserSessions
  publicUrl: () => string
}

const form = z.object({
  csrf: z.string(),
  decision: z.enum(['allow', 'deny']),
  scope: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
})

/** The consent page: shown to and answered by a browser that holds the app's session. */
export function consentRoutes(options: ConsentRoutesOptions): Router {
  const { consents, offered, sessions } = options
  const router = Router()

  /** The session's token, where the browser holds one that is valid. */
  const sessionOf = async (request: Request): Promise<string | undefined> => {
    const port = Number(new URL(options.publicUrl()).port)
    const session = cookieOf(request.headers.cookie, cookieName(port))
    return (await sessions.isValid(session)) ? session : undefined
  }
  const deliver = async (consent: Consent, response: Response) => {
    const address = await consents.deliver(consent)
    if (address === undefined) sendPage(response, overPage(), 410)
    else sendPage(response, answeredPage(consent, address))
  }

  router.get('/consent/:handle', async (request, response) => {
    const { handle } = request.params
    const consent = await consents.byHandle(handle)
    if (consent === undefined || consent.status === 'delivered') return sendPage(response, overPage(), 410)
    if (consent.status !== 'waiting') return deliver(consent, response)
    const session = await sessionOf(request)
    if (session !== undefined) {
      return sendPage(response, consentPage(consent, offered(consent), csrfOf(session, handle)))
    }
    // Arrived from another site, the browser holds the strict cookie back: once from here, it does not.
    const again = `/consent/${handle}?here=1`
    if (request.query.here === undefined) sendPage(response, sameSiteStep(again))
    else sendPage(response, signInPage(consent, again), 401)
  })

  /** Whether a request still waits: its page asks, and goes on where it was answered elsewhere. */
  router.get('/consent/:handle/waits', async (request, response) => {
    const consent = await consents.byHandle(request.params.handle)
    response.setHeader('Cache-Control', 'no-store')
    response.json({ waits: consent?.status === 'waiting' })
  })

  router.post('/consent/:handle', express.urlencoded({ extended: false, limit: '16kb' }), async (request, response) => {
    const handle = String(request.params.handle)
    const session = await sessionOf(request)
    const body = form.safeParse(request.body)
    const site = request.headers['sec-fetch-site']
    if (session === undefined) {
      return sendPage(response, problemPage('Not signed in', 'Open Sojourn in this browser, then answer again.'), 401)
    }
    if (
      !body.success ||
      !sameToken(body.data.csrf, csrfOf(session, handle)) ||
      (site !== undefined && site !== 'same-origin')
    ) {
      return sendPage(
        response,
        problemPage('That answer did not come from Sojourn’s page', 'Nothing was given. Connect the assistant again.'),
        403,
      )
    }
    const consent = await consents.byHandle(handle)
    if (consent === undefined) return sendPage(response, overPage(), 410)
    // Answered meanwhile in Sojourn's window: its answer goes to the client from here.
    if (consent.status !== 'waiting') return response.redirect(303, `/consent/${handle}`)
    const { decision, scope } = body.data
    const choices = offered(consent).map((choice) => choice.scope)
    const on = scopes.filter((one) => choices.includes(one) && scope.includes(one))
    try {
      await consents.answer(consent.consent_id, decision === 'allow' ? { allow: true, scopes: on } : { allow: false })
    } catch (error) {
      if (!(error instanceof SojournError)) throw error
      if (error.kind !== 'conflict') return sendPage(response, overPage(), 410)
    }
    response.redirect(303, `/consent/${handle}`)
  })
  return router
}

/** What only a page made for this session and this request can say. */
function csrfOf(session: string, handle: string): string {
  return createHmac('sha256', session).update(`consent ${handle}`).digest('base64url')
}
