import { type Agent, type ClientRequest, request } from 'node:http'

export interface Reply {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

export interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  agent?: Agent
}

/** Longest that a request may take, in milliseconds. */
export const boundedMs = 10_000

/** A request with headers that `fetch` would not let through. */
export function send(url: string, { body, ...asked }: Asked = {}): Promise<Reply> {
  return sendBy(url, asked, (outgoing) => outgoing.end(body))
}

/**
 * Sends so many bytes of a JSON string without telling how many, and gives the answer, which may come, and the connection
 * end, before all of it is through.
 */
export function sendEndless(url: string, bytes: number, asked: Omit<Asked, 'body'>): Promise<Reply & { sent: number }> {
  let sent = 1
  const chunk = Buffer.alloc(256 * 1024, 'x')
  const reply = sendBy(url, { method: 'POST', ...asked }, (outgoing) => {
    const more = () => {
      while (sent < bytes && !outgoing.destroyed && !outgoing.writableEnded) {
        sent += chunk.length
        if (!outgoing.write(chunk)) {
          outgoing.once('drain', more)
          return
        }
      }
      if (!outgoing.destroyed) outgoing.end('"')
    }
    outgoing.write('"')
    more()
  })
  return reply.then((answer) => ({ ...answer, sent }))
}

function sendBy(url: string, asked: Omit<Asked, 'body'>, write: (outgoing: ClientRequest) => void): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ...asked, timeout: boundedMs }, (incoming) => {
      let text = ''
      const done = () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text })
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      // The server may drop the connection once it has answered.
      incoming.once('end', done).once('error', done)
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer within ${boundedMs} ms`)))
    outgoing.on('error', reject)
    write(outgoing)
  })
}
