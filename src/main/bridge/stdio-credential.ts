import { Router } from 'express'
import { SojournError } from '../../shared/errors.ts'
import type { ClientsAdmin } from '../clients/clients-admin.ts'
import { type Authenticate, identityOf, requireToken } from './rest.ts'

/**
 * `POST /api/v1/stdio-credential`, for the local token alone: the credential of the unnamed assistant, for a stdio door
 * whose client carries none. Whoever can read `bridge.json` gets no more by it than a client's rights.
 */
export function stdioCredentialRoute(
  clients: Pick<ClientsAdmin, 'mintUnnamedCredential'>,
  authenticate: Authenticate,
): Router {
  const router = Router()
  router.post('/api/v1/stdio-credential', requireToken(authenticate), async (_request, response) => {
    if (identityOf(response).caller.kind !== 'local') {
      throw new SojournError('forbidden', 'Only programs of this user on this machine get a credential here.')
    }
    const { token, client } = await clients.mintUnnamedCredential()
    response.setHeader('Cache-Control', 'no-store')
    response.json({ token, client_id: client.clientId })
  })
  return router
}
