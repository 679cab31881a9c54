import { Router } from 'express'
import * as z from 'zod'
import { SojournError } from '../../../shared/errors.ts'
import type { ClientsAdmin } from '../../clients/clients-admin.ts'
import { allowOnly } from '../allow-only.ts'
import { jsonBody } from '../json-body.ts'
import { type Authenticate, requireOwner, requireToken } from '../rest.ts'

const body = z.strictObject({ name: z.string().trim().min(1).max(60).optional() })

/**
 * `POST /api/v1/stdio-credential` → `{ token, client_id }`, for a program of the user's that holds the local token: with
 * `{ name }` a client of its own, as Connect makes one for an assistant; without, the unnamed client, for a day.
 */
export function stdioCredentialRoutes(authenticate: Authenticate, clients: ClientsAdmin): Router {
  const router = Router()
  router.post(
    '/api/v1/stdio-credential',
    requireToken(authenticate),
    requireOwner,
    jsonBody('16kb'),
    async (request, response) => {
      const parsed = body.safeParse(request.body ?? {})
      if (!parsed.success) throw new SojournError('invalid_input', 'The body must be { "name"?: … }.')
      const { name } = parsed.data
      const minted = await (name === undefined ? clients.mintUnnamedCredential() : clients.mintStdioCredential(name))
      response.setHeader('Cache-Control', 'no-store')
      response.json({ token: minted.token, client_id: minted.client.clientId })
    },
  )
  router.all('/api/v1/stdio-credential', allowOnly('POST'))
  return router
}
