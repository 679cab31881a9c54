import type { Response } from 'express'
import * as z from 'zod'
import { SojournError, statusOfKind } from '../../shared/errors.ts'
import { type ChallengeError, challenge } from './oauth/challenge.ts'
import { defaultResource } from './oauth/resources.ts'

/**
 * Answers with an error as REST gives it: a fitting status and `{ error: { kind, message, hint, issues } }`, where a token
 * is needed or does not hold where to get one, and where there is a limit when to come again.
 */
export function sendError(response: Response, error: SojournError, status: number = statusOfKind[error.kind]): void {
  if (error.kind === 'unauthorized') {
    const { authorization } = response.req.headers
    response.setHeader('WWW-Authenticate', restChallenge(response, authorization && { error: 'invalid_token' }))
  }
  if (error.retryAfter !== undefined) response.setHeader('Retry-After', String(error.retryAfter))
  response.status(status).json({ error: error.toBody() })
}

/** The challenge of the REST door: whoever has no token for it signs in for `/mcp`, or is given one by the user. */
export function restChallenge(response: Response, error?: ChallengeError | '' | undefined): string {
  return challenge(`http://${response.req.headers.host ?? '127.0.0.1'}`, defaultResource, error || undefined)
}

/** What Express and its body parsers throw: a status, and `expose` where the fault is the request's. */
const httpError = z.object({
  status: z.number().min(400).max(499),
  expose: z.literal(true),
  type: z.string().optional(),
  limit: z.number().default(1024 * 1024),
})

/** An error of the HTTP layer (a body that is no JSON, or too large), or of our own, as it leaves. */
export function fromHttp(error: unknown): { error: SojournError; status: number } {
  if (error instanceof SojournError) return { error, status: statusOfKind[error.kind] }
  const parsed = httpError.safeParse(error)
  // Thrown for `%zz` in an address.
  if (error instanceof URIError) {
    return { error: new SojournError('invalid_input', 'The address could not be read.'), status: 400 }
  }
  if (parsed.data?.type === 'entity.too.large') {
    const { limit } = parsed.data
    const size = limit < 1024 * 1024 ? `${limit / 1024} kB` : `${limit / (1024 * 1024)} MB`
    return { error: new SojournError('invalid_input', `The request is larger than ${size}.`), status: 413 }
  }
  if (parsed.data?.type === 'entity.parse.failed') {
    return { error: new SojournError('invalid_input', 'The body is not valid JSON.'), status: 400 }
  }
  if (parsed.success) {
    return { error: new SojournError('invalid_input', 'The request could not be read.'), status: parsed.data.status }
  }
  return { error: new SojournError('internal', 'Something went wrong inside Sojourn.', { cause: error }), status: 500 }
}
