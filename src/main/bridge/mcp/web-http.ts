import type { IncomingMessage, ServerResponse } from 'node:http'

/** A request as far as the eras look at it; made into a web request only for an SDK that needs one. */
export interface Asked {
  method: string
  header(name: string): string | undefined
  web(): Request
}

/** An answer: a web response, or the text of a JSON document that needs none. */
export type Answer = Response | { json: string }

/** @param signal aborted when the client goes away; left out where that ends nothing */
export function askedBy(request: IncomingMessage, path: string, signal: AbortSignal | undefined): Asked {
  let made: Request | undefined
  return {
    method: request.method ?? 'GET',
    header(name) {
      const value = request.headers[name]
      return typeof value === 'string' ? value : undefined
    },
    web() {
      made ??= toWebRequest(request, path, signal)
      return made
    },
  }
}

/** Headers that the SDKs look at. The token is not among them: who asks was settled at the door. */
const isOfInterest = (name: string): boolean =>
  name.startsWith('mcp-') || name === 'accept' || name === 'content-type' || name === 'last-event-id'

/** A Node request as the SDKs take it, without its body, which was parsed before. */
function toWebRequest(request: IncomingMessage, path: string, signal: AbortSignal | undefined): Request {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && isOfInterest(name)) headers[name] = value
  }
  return new Request(`http://${request.headers.host ?? '127.0.0.1'}${path}`, {
    method: request.method ?? 'GET',
    headers,
    ...(signal !== undefined && { signal }),
  })
}

/** Sends an answer through Node; a stream goes out as it comes, and is cancelled when the client goes away. */
export async function sendAnswer(answer: Answer, response: ServerResponse): Promise<void> {
  if (!(answer instanceof Response)) {
    response.setHeader('content-type', 'application/json')
    response.end(answer.json)
    return
  }
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  response.statusCode = answer.status
  if (answer.body === null) {
    response.end()
    return
  }
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    response.end(await answer.text())
    return
  }
  response.flushHeaders()
  const reader = answer.body.getReader()
  response.once('close', () => {
    reader.cancel().catch(() => undefined)
  })
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      if (!response.write(chunk.value)) await drained(response)
      if (response.destroyed) break
    }
  } finally {
    response.end()
  }
}

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.once('drain', done)
    response.once('close', done)
  })

/** A JSON-RPC error as an HTTP answer of its own, for what no SDK gets to see. */
export const jsonRpcError = (
  status: number,
  code: number,
  message: string,
  id: string | number | null = null,
  headers: Record<string, string> = {},
): Response =>
  new Response(JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
