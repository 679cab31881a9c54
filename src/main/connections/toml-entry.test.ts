import fc from 'fast-check'
import { parse } from 'smol-toml'
import { expect, test } from 'vitest'
import { tomlFormat } from './toml-entry.ts'

const place = { section: 'mcp_servers', name: 'sojourn' }
const http = { url: 'http://127.0.0.1:7420/mcp' }
const stdio = { command: 'C:\\node.exe', args: ['a b', 'c"d'], env: { ELECTRON_RUN_AS_NODE: '1' } }

const config = `# my settings
model = "gpt-5" # the big one
notify = [
  "python", # [mcp_servers.sojourn]
  '''/x''',
]

[mcp_servers.files]
command = "npx"
args = ["-y", """
[mcp_servers.sojourn]
"""]

# how it looks
[tui]
theme = "dark"
`

test('adds a table at the end and keeps the rest as it is', () => {
  const { text } = tomlFormat.set(config, place, http)
  expect(text).toBe(`${config}\n[mcp_servers.sojourn]\nurl = "http://127.0.0.1:7420/mcp"\n`)
  expect(tomlFormat.remove(text, place, false)).toBe(config)
})

test('replaces its own table, tables within it included, wherever it stands', () => {
  const own = '[mcp_servers."sojourn"] # ours\nurl = "old"\n\n[ mcp_servers . sojourn . env ]\nA = "1"\n'
  const text = `a = 1\n\n${own}\n# about b\n[b]\nc = 2\n`
  expect(tomlFormat.read(text, place)).toEqual({ url: 'old', env: { A: '1' } })
  const { text: after } = tomlFormat.set(text, place, stdio)
  expect(after.startsWith('a = 1\n\n[mcp_servers.sojourn]\n')).toBe(true)
  expect(after.endsWith('\n\n# about b\n[b]\nc = 2\n')).toBe(true)
  expect(parse(after)).toEqual({ a: 1, b: { c: 2 }, mcp_servers: { sojourn: stdio } })
  expect(tomlFormat.remove(after, place, false)).toBe('a = 1\n\n# about b\n[b]\nc = 2\n')
})

test.each([
  ['mcp_servers = { sojourn = { url = "x" } }', /not written as a table/],
  ['mcp_servers.sojourn.url = "x"', /not written as a table/],
  ['mcp_servers = { a = { url = "x" } }', /in one line, in braces/],
  ['mcp_servers = 3', /no table/],
  ['a = \nb = 1', /not valid TOML \(line 1/],
  ['[a]\n[a]', /not valid TOML/],
])('leaves alone what it cannot change safely: %s', (text, reason) => {
  expect(() => tomlFormat.set(text, place, http)).toThrow(reason)
})

const key = fc.constantFrom('a', 'b-c', '"d.e"', "'f'", 'mcp', '"mcp_servers"')
const value = fc.oneof(
  fc.string({ maxLength: 6 }).map((text) => JSON.stringify(text).replaceAll('\u007f', '')),
  fc.integer().map(String),
  fc.constantFrom(
    'true',
    '1979-05-27T07:32:00Z',
    '[ 1, # one ]\n 2 ]',
    "'''\n[x]\n'''",
    '"""a\\\n ""b"""',
    '{ x = 1, y = "}" }',
    '9007199254740993',
  ),
)
const note = fc.constantFrom('', '', ' # a note', ' # [mcp_servers.sojourn]')
const pairs = fc.uniqueArray(fc.tuple(key, value, note), { selector: ([name]) => name, maxLength: 4 }).map((list) =>
  list
    .filter(([name]) => name !== '"mcp_servers"')
    .map(([name, text, end]) => `${name} = ${text}${end}\n`)
    .join(''),
)
const tables = fc
  .uniqueArray(
    fc.constantFrom('[t]', '[ t . "u" ]', '[[list]]', '[mcp_servers.files]', '[mcp_servers."x.y"]', '[mcp_servers]'),
    { maxLength: 4 },
  )
  .chain((headers) =>
    fc.tuple(
      ...headers.map((header) => fc.tuple(fc.constantFrom('', '\n', '# about it\n'), fc.constant(header), note, pairs)),
    ),
  )
  .map((list) => list.map(([gap, header, end, text]) => `${gap}${header}${end}\n${text}`).join(''))
const documents = fc
  .tuple(fc.constantFrom('', '# top\n', '\n\n'), pairs, tables, fc.boolean())
  .map(([top, first, rest, windows]) => (windows ? (top + first + rest).replaceAll('\n', '\r\n') : top + first + rest))
  .filter((text) => {
    try {
      parse(text, { integersAsBigInt: 'asNeeded' })
      return true
    } catch {
      return false
    }
  })

test('whatever the file looks like, everything else stays byte for byte, and taking the entry out gives it back', () => {
  fc.assert(
    fc.property(documents, fc.constantFrom(http, stdio), (text, entry) => {
      const { text: after } = tomlFormat.set(text, place, entry)
      expect(after.startsWith(text)).toBe(true)
      expect(tomlFormat.read(after, place)).toEqual(entry)
      expect(tomlFormat.remove(after, place, true)).toBe(text)
      const { text: other } = tomlFormat.set(after, place, { url: 'x' })
      expect(other.startsWith(text)).toBe(true)
      expect(tomlFormat.remove(other, place, true)).toBe(text)
    }),
    { numRuns: 1500 },
  )
})
