import type { NextFunction, Request, Response } from 'express'
import { SojournError } from '../../shared/errors.ts'
import { sendError } from './errors.ts'

/** How many requests a second are answered to those who show no valid token or session, all of them together. */
const perSecond = 20
/** How many may come at once after a quiet while. */
const burst = 40

/**
 * Keeps strangers from wearing out the host: what comes without credentials, or turns out to have bad ones, is counted
 * together; beyond the limit those without are answered 429 before anything is looked up.
 * @param now milliseconds
 */
export function limitUnauthenticated(now: () => number = () => performance.now()) {
  let tokens = burst
  let at = now()
  const refill = () => {
    const time = now()
    tokens = Math.min(burst, tokens + ((time - at) / 1000) * perSecond)
    at = time
  }
  return (request: Request, response: Response, next: NextFunction): void => {
    refill()
    const { authorization, cookie } = request.headers
    if (authorization === undefined && cookie === undefined) {
      if (tokens < 1) {
        tooMany(response)
        return
      }
      tokens -= 1
    } else {
      response.on('finish', () => {
        if (response.statusCode === 401) tokens = Math.max(0, tokens - 1)
      })
    }
    next()
  }
}

function tooMany(response: Response): void {
  response.setHeader('Retry-After', '1')
  sendError(
    response,
    new SojournError('rate_limited', 'Too many requests without a token.', { hint: 'Wait a second and try again.' }),
  )
}
