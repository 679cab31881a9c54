import express, { type NextFunction, type Request, type Response } from 'express'
import { SojournError } from '../../shared/errors.ts'
import { sendError } from './errors.ts'

/** Reads a body that is JSON into `request.body`; one of another type is refused (415), none is none. */
export function jsonBody(limit: string) {
  const read = express.json({ limit })
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.headers['content-length'] === '0' || request.is('application/json') !== false) {
      read(request, response, next)
      return
    }
    const error = new SojournError('invalid_input', 'The body must be JSON.', {
      hint: 'Send it with Content-Type: application/json.',
    })
    sendError(response, error, 415)
  }
}
