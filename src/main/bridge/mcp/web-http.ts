import type { IncomingMessage, ServerResponse } from 'node:http'

/** A Node request as the SDKs take it, without its body, which was parsed before. */
export function toWebRequest(request: IncomingMessage, path: string, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined) continue
    if (Array.isArray(value)) for (const one of value) headers.append(name, one)
    else headers.set(name, value)
  }
  return new Request(`http://${request.headers.host ?? '127.0.0.1'}${path}`, {
    method: request.method ?? 'GET',
    headers,
    signal,
  })
}

/** Sends a web response through Node's; a stream goes out as it comes, and is cancelled when the client goes away. */
export async function sendWebResponse(answer: Response, response: ServerResponse): Promise<void> {
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  response.statusCode = answer.status
  if (answer.body === null) {
    response.end()
    return
  }
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    response.end(Buffer.from(await answer.arrayBuffer()))
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
