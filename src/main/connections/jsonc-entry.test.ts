import fc from 'fast-check'
import { parse } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { jsoncFormat } from './jsonc-entry.ts'

const place = { section: 'mcpServers', name: 'sojourn' }
const entry = { command: '/usr/bin/node', args: ['/opt/sojourn-mcp.mjs', '--data-dir', '/home/a b'] }
const set = (text: string) => jsoncFormat.set(text, place, entry).text

test('keeps indentation, comments and the order of what is there', () => {
  const text = `{
    // my servers
    "mcpServers": {
        "files": { "command": "npx" } // do not touch
    },
    "theme": "dark"
}
`
  expect(set(text)).toBe(`{
    // my servers
    "mcpServers": {
        "files": { "command": "npx" }, // do not touch
        "sojourn": {
            "command": "/usr/bin/node",
            "args": [
                "/opt/sojourn-mcp.mjs",
                "--data-dir",
                "/home/a b"
            ]
        }
    },
    "theme": "dark"
}
`)
  expect(jsoncFormat.remove(set(text), place, false)).toBe(text)
})

test.each([
  ['an empty file', '', '{\n  "mcpServers": {'],
  ['an empty object', '{}', '{\n  "mcpServers": {'],
  ['one line', '{"a":1}', '{"a":1,"mcpServers":{"sojourn":{'],
  ['one line with spaces', '{ "a": 1 }', '{ "a": 1, "mcpServers": {"sojourn":{'],
  ['tabs', '{\n\t"a": 1\n}\n', '{\n\t"a": 1,\n\t"mcpServers": {\n\t\t"sojourn": {'],
  ['CR LF', '{\r\n  "a": 1\r\n}', '{\r\n  "a": 1,\r\n  "mcpServers": {\r\n    "sojourn": {\r\n'],
  ['a trailing comma', '{\n  "a": 1,\n}', '{\n  "a": 1,\n  "mcpServers": {'],
])('writes into %s as it is written', (_what, text, begins) => {
  const result = set(text)
  expect(result.slice(0, begins.length)).toBe(begins)
  expect(parse(result).mcpServers.sojourn).toEqual(entry)
})

test('replaces only its own entry', () => {
  const text = '{\n  "mcpServers": {\n    "sojourn": { "command": "old" }, // mine\n    "b": {}\n  }\n}'
  expect(set(text)).toMatch(
    /"sojourn": \{\n {6}"command": "\/usr\/bin\/node",[^}]*\n {4}\}, \/\/ mine\n {4}"b": \{\}\n {2}\}\n\}$/,
  )
})

test.each([
  ['{ "a": 1', /not valid JSON \(line 1/],
  ['{\n  "a": ,\n}', /not valid JSON \(line 2/],
  ['[1]', /no JSON object/],
  ['{ "mcpServers": [] }', /no object/],
  ['{ "mcpServers": null }', /no object/],
  ['mcpServers: {}', /not valid JSON/],
])('leaves alone what it cannot read: %s', (text, reason) => {
  expect(() => set(text)).toThrow(reason)
})

test('removes an entry and leaves the comments around it', () => {
  const text =
    '{\n  "mcpServers": {\n    "a": {}, // first\n    // the next one is ours\n    "sojourn": {} // here\n  }\n}'
  expect(jsoncFormat.remove(text, place, true)).toBe(
    '{\n  "mcpServers": {\n    "a": {} // first\n    // the next one is ours\n // here\n  }\n}',
  )
  expect(jsoncFormat.remove('{ "mcpServers": { // x\n"sojourn": {} }, "a": 1 }', place, true)).toBe('{ "a": 1 }')
})

/** A JSONC text: a value written with any white space, comments and trailing commas between its tokens. */
const gap = fc.constantFrom('', '', '', ' ', '\n', '\n  ', '\t', ' // note, "x": {\n', ' /* a */ ', '/* b\n} */\n')
const key = fc
  .oneof(fc.constantFrom('a', 'mcpServers', 'x"y', 'ü', '//'), fc.string({ maxLength: 4 }))
  .filter((name) => name !== '__proto__')
const scalar = fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean(), fc.constant(null))

function written(depth: number): fc.Arbitrary<string> {
  const object = members(depth)
  if (depth === 0) return scalar.map((value) => JSON.stringify(value))
  const array = fc
    .tuple(
      fc.array(
        fc.tuple(
          gap,
          fc.oneof(
            scalar.map((value) => JSON.stringify(value)),
            object,
          ),
          gap,
        ),
        { maxLength: 3 },
      ),
      gap,
    )
    .map(([items, end]) => `[${items.map(([before, item, after]) => before + item + after).join(',')}${end}]`)
  return fc.oneof(
    scalar.map((value) => JSON.stringify(value)),
    object,
    array,
  )
}

function members(depth: number, servers = false): fc.Arbitrary<string> {
  if (depth < 0) return fc.constant('{}')
  const value = depth === 0 ? scalar.map((each) => JSON.stringify(each)) : written(depth - 1)
  const member = fc
    .tuple(gap, key, gap, gap, value, gap)
    .map(([a, name, b, c, text, d]) => ({ name, text: `${a}${JSON.stringify(name)}${b}:${c}${text}${d}` }))
  const table = fc
    .tuple(gap, gap, members(depth - 1), gap)
    .map(([a, b, text, d]) => ({ name: 'mcpServers', text: `${a}"mcpServers"${b}:${text}${d}` }))
  return fc
    .tuple(
      fc.uniqueArray(member, { selector: ({ name }) => name, maxLength: 4 }),
      fc.option(table, { nil: undefined }),
      fc.boolean(),
      gap,
    )
    .map(([plain, section, trailing, end]) => {
      const others = servers ? plain.filter(({ name }) => name !== 'mcpServers') : plain
      const all = servers && section !== undefined ? [...others, section] : others
      return `{${all.map(({ text }) => text).join(',')}${trailing && all.length > 0 ? ',' : ''}${end}}`
    })
}

const documents = fc.tuple(gap, members(2, true), gap, fc.boolean()).map(([before, text, after, windows]) => {
  const all = before + text + after
  return windows ? all.replaceAll('\n', '\r\n') : all
})

/** Whether `after` is `before` with a comma and a property put in. */
function onlyInserted(before: string, after: string): boolean {
  let prefix = 0
  while (prefix < before.length && before[prefix] === after[prefix]) prefix += 1
  for (let start = prefix; start >= 0; start -= 1) {
    let suffix = 0
    while (suffix < before.length - start && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1
    if (start + suffix === before.length) return true
    const between = before.slice(start, before.length - suffix)
    if (after.slice(start).startsWith(`,${between}`)) return true
  }
  return false
}

test('whatever the file looks like, everything else stays byte for byte, and taking the entry out keeps it so', () => {
  fc.assert(
    fc.property(documents, (text) => {
      const before = parse(text)
      const { text: after, madeSection } = jsoncFormat.set(text, place, entry)
      expect(parse(after)).toEqual({ ...before, mcpServers: { ...before.mcpServers, sojourn: entry } })
      expect(onlyInserted(text, after)).toBe(true)
      const removed = jsoncFormat.remove(after, place, madeSection)
      expect(parse(removed)).toEqual(before)
      const hadSiblings = Object.keys((madeSection ? before : before.mcpServers) ?? {}).length > 0
      if (hadSiblings) expect(removed).toBe(text)
    }),
    { numRuns: 2000 },
  )
})
