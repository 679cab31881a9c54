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

/** Sends a JSON string of so many bytes piece by piece; `content-length` is left out unless `asked` has it. */
export function sendLong(url: string, bytes: number, asked: Omit<Asked, 'body'>): Promise<Reply> {
  const piece = Buffer.alloc(256 * 1024, 'x')
  let left = bytes - 2
  return sendBy(url, { method: 'POST', ...asked }, (outgoing) => {
    const more = () => {
      while (left > 0) {
        if (outgoing.destroyed) return
        const next = piece.subarray(0, left)
        left -= next.length
        if (!outgoing.write(next)) {
          outgoing.once('drain', more)
          return
        }
      }
      outgoing.end('"')
    }
    outgoing.write('"')
    more()
  })
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
