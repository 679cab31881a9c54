import * as z from 'zod'

/** An id of ours on a wire: a UUID. New ones are version 7, so that they sort by time of creation. */
export const id = z.uuid({ error: 'must be an id (a UUID) as another tool returned it' })

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Random bytes in store: asking the system for sixteen at a time costs more than everything else in an id. */
const store = new Uint8Array(2048)
let used = store.length

function randomBytes(count: number): Uint8Array {
  if (used + count > store.length) {
    crypto.getRandomValues(store)
    used = 0
  }
  used += count
  return store.subarray(used - count, used)
}

/**
 * A new UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits. Unique, but no secret.
 * @param now milliseconds since the Unix epoch
 */
export function newId(now: number = Date.now()): string {
  const bytes = new Uint8Array(16)
  bytes.set(randomBytes(10), 6)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(now / 0x10000))
  view.setUint16(4, now % 0x10000)
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70)
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80)
  const digits = (from: number, to: number) => Array.from(bytes.subarray(from, to), (byte) => hex[byte]).join('')
  return `${digits(0, 4)}-${digits(4, 6)}-${digits(6, 8)}-${digits(8, 10)}-${digits(10, 16)}`
}
