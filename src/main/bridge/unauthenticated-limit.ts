import type { NextFunction, Request, Response } from 'express'
import { SojournError } from '../../shared/errors.ts'
import { sendError } from './errors.ts'

/** How many requests a second are answered to those who show no valid token or session, all of them together. */
const perSecond = 20
/** How many may come at once after a quiet while. */
const burst = 40

/** What a request shows of who sent it; `bad` where it is not, or no longer, good for anything here. */
export type Credentials = 'good' | 'bad' | 'none'

/**
 * Keeps strangers from wearing out the host: beyond the limit they are answered 429 before anything is done for them.
 * Who shows no credentials, and who shows bad ones, is counted apart, so that one who guesses takes nothing from a client
 * that has yet to sign in. Good credentials pass uncounted.
 * @param now milliseconds
 */
export function limitUnauthenticated(
  credentialsOf: (request: Request) => Promise<Credentials>,
  now: () => number = () => performance.now(),
) {
  const room = { bad: bucket(now), none: bucket(now) }
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const credentials = await credentialsOf(request)
    if (credentials === 'good' || room[credentials]()) {
      next()
      return
    }
    response.setHeader('Retry-After', '1')
    sendError(
      response,
      new SojournError('rate_limited', 'Too many requests without a valid token.', {
        hint: 'Wait a second and try again.',
      }),
    )
  }
}

/** A bucket that refills as time passes; it gives whether there was room for one more. */
function bucket(now: () => number): () => boolean {
  let tokens = burst
  let at = now()
  return () => {
    const time = now()
    tokens = Math.min(burst, tokens + ((time - at) / 1000) * perSecond)
    at = time
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
