import { type IncomingMessage, request } from 'node:http'
import { EventReader, type StreamEvent } from './event-stream.ts'

/** Nothing reached the host: nobody listens at its address. Safe to send again. */
export class UnsentError extends Error {}

/** The connection broke after the request had gone out: nobody knows whether it was done. */
export class BrokenError extends Error {}

export interface HttpRequest {
  method: 'POST' | 'GET' | 'DELETE'
  url: string
  headers: Record<string, string>
  body?: string
  signal?: AbortSignal
  /** Milliseconds of silence before the answer begins after which it is given up; without one it may take for ever. */
  timeoutMs?: number
}

/**
 * Sends one request to the host. Node's own client rather than `fetch`, which gives up on a stream that is quiet for five
 * minutes. A connection of its own for each: one kept open across a restart of the host would break the request after it.
 * @throws UnsentError, BrokenError
 */
export function sendHttp({ method, url, headers, body, signal, timeoutMs }: HttpRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let connected = false
    const outgoing = request(
      url,
      {
        method,
        agent: false,
        headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
        ...(signal !== undefined && { signal }),
        ...(timeoutMs !== undefined && { timeout: timeoutMs }),
      },
      resolve,
    )
    outgoing.once('socket', (socket) => socket.once('connect', () => (connected = true)))
    outgoing.once('timeout', () => outgoing.destroy(new Error('It did not answer in time')))
    outgoing.once('error', (error) => {
      reject(
        connected ? new BrokenError(error.message, { cause: error }) : new UnsentError(error.message, { cause: error }),
      )
    })
    outgoing.end(body)
  })
}

/** The media type of an answer, without its parameters. */
export const mediaTypeOf = (response: IncomingMessage): string =>
  (response.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** @throws BrokenError */
export async function readText(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8')
  let text = ''
  try {
    for await (const piece of response) text += String(piece)
  } catch (error) {
    throw new BrokenError(error instanceof Error ? error.message : 'The answer broke off', { cause: error })
  }
  return text
}

/**
 * Reads a `text/event-stream` to its end.
 * @returns how long the server asks to wait before the next connection, in milliseconds
 * @throws BrokenError where it broke off
 */
export async function readEvents(
  response: IncomingMessage,
  deliver: (event: StreamEvent) => void,
): Promise<number | undefined> {
  const reader = new EventReader(deliver)
  response.setEncoding('utf8')
  try {
    for await (const piece of response) reader.push(String(piece))
  } catch (error) {
    throw new BrokenError(error instanceof Error ? error.message : 'The stream broke off', { cause: error })
  }
  return reader.retryMs
}
