import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'

/**
 * Answers with a document that costs something to make and stays the same while the host runs: made with the first request
 * and kept, under a tag by which a program that has it already is told so (304).
 * @param type the media type, as Express takes it: `json`, `html`
 */
export function madeOnce(type: string, make: () => string): (request: Request, response: Response) => void {
  let made: { body: Buffer; tag: string } | undefined
  return (request, response) => {
    if (made === undefined) {
      const body = Buffer.from(make())
      made = { body, tag: `"${createHash('sha256').update(body).digest('base64url')}"` }
    }
    response.setHeader('ETag', made.tag)
    response.setHeader('Cache-Control', 'no-cache')
    // Express' own look would not do: it sends all of it where `Cache-Control: no-cache` is asked for, as fetch does.
    if (request.headers['if-none-match']?.includes(made.tag)) response.status(304).end()
    else response.type(type).send(made.body)
  }
}
