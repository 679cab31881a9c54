import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventReader, type StreamEvent } from './event-stream.ts'
import { LineReader } from './line-reader.ts'
import { envelopeHeaders, maySendAgain, type RequestMessage } from './messages.ts'

function read(pieces: readonly string[]): StreamEvent[] {
  const events: StreamEvent[] = []
  const reader = new EventReader((event) => events.push(event))
  for (const piece of pieces) reader.push(piece)
  return events
}

/** Cuts a text at arbitrary places. */
const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 12 })
function cut<Text extends string | Buffer>(text: Text, at: readonly number[]): Text[] {
  const places = [0, ...new Set(at.map((place) => place % (text.length + 1))), text.length].sort((a, b) => a - b)
  return places.slice(1).map((end, index) => text.slice(places[index], end) as Text)
}

test('reads events as the standard has it', () => {
  const text =
    ': hello\nid: 1\nretry: 500\ndata\n\nevent: message\ndata: {"a":\ndata:1}\n\nid\ndata:  x\n\ndata: broken off\n'
  expect(read([text])).toEqual([
    { id: '1', event: 'message', data: '' },
    { id: '1', event: 'message', data: '{"a":\n1}' },
    { id: '', event: 'message', data: ' x' },
  ])
})

test('events are the same however the stream is cut, and whatever ends its lines', () => {
  const data = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !/[\r\n]/.test(text)),
    { minLength: 1, maxLength: 3 },
  )
  fc.assert(
    fc.property(fc.array(data, { maxLength: 5 }), fc.constantFrom('\n', '\r\n', '\r'), cuts, (events, eol, at) => {
      const text = events.map((lines) => `${lines.map((line) => `data: ${line}${eol}`).join('')}${eol}`).join('')
      // A CR at the very end waits for what follows.
      const found = read([...cut(text, at), ':'])
      expect(found.map((event) => event.data)).toEqual(events.map((lines) => lines.join('\n')))
    }),
  )
})

test('lines are the same however the bytes are cut', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 10 }).map((text) => JSON.stringify(text))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), cuts, (lines, ended, at) => {
      const found: string[] = []
      const reader = new LineReader((text) => found.push(text))
      for (const piece of cut(Buffer.from(lines.join('\n') + (ended ? '\r\n' : '')), at)) reader.push(piece)
      reader.end()
      expect(found).toEqual(lines)
    }),
  )
})

const request = (method: string, params: Record<string, unknown>): RequestMessage => ({
  jsonrpc: '2.0',
  id: 1,
  method,
  params,
})
const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' }

test('a request of the 2026-07-28 revision gets its headers, one of a session none', () => {
  expect(envelopeHeaders(request('tools/call', { name: 'add_task' }))).toEqual({})
  expect(envelopeHeaders(request('tools/call', { name: 'add_task', _meta }))).toEqual({
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'tools/call',
    'mcp-name': 'add_task',
  })
  expect(envelopeHeaders(request('resources/read', { uri: 'trip://é', _meta }))['mcp-name']).toBe(
    '=?base64?dHJpcDovL8Op?=',
  )
  expect(envelopeHeaders(request('tools/list', { _meta }))).not.toHaveProperty('mcp-name')
})

test('only what cannot have been done twice is sent again', () => {
  expect(maySendAgain(request('tools/list', {}))).toBe(true)
  expect(maySendAgain(request('tools/call', { name: 'add_task', arguments: { title: 'x' } }))).toBe(false)
  expect(maySendAgain(request('tools/call', { name: 'add_task', arguments: { idempotency_key: 'k' } }))).toBe(true)
})
