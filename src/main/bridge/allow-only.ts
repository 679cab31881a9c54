import type { Request, Response } from 'express'
import { SojournError } from '../../shared/errors.ts'
import { sendError } from './errors.ts'

/** Stands behind the routes of an address: any other method is refused (405) with those that there are. */
export function allowOnly(...methods: readonly string[]) {
  const allow = methods.join(', ')
  return (request: Request, response: Response): void => {
    response.setHeader('Allow', allow)
    if (request.method === 'OPTIONS') {
      response.status(204).end()
      return
    }
    const error = new SojournError('invalid_input', `${request.method} is not possible at this address.`, {
      hint: `Use ${methods.join(' or ')}.`,
    })
    sendError(response, error, 405)
  }
}
