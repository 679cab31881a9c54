import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { ServerContext } from '../platform/database/database.ts'
import { createIdempotencyStore } from '../platform/database/idempotency.ts'
import { openTestDatabase, type TestDatabase } from '../platform/database/testing.ts'
import { silentLog } from '../platform/telemetry/log.ts'
import { ToolMetrics } from '../platform/telemetry/metrics.ts'
import type { Approval } from '../shared/approval.ts'
import { Temporal } from '../shared/dates.ts'
import { SojournError } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { type Caller, defineContract, defineTool, type Scope, scopes, serve } from '../shared/tool.ts'
import { approvalMigrations } from './approval-tables.ts'
import { Approvals } from './approvals.ts'
import { ClientBook } from './clients/client-book.ts'
import { clientMigrations } from './clients/migrations.ts'
import { decisionFor } from './clients/policy.ts'
import { type CallContext, Registry, type RegistryOptions } from './registry.ts'

interface NotesTables {
  notes: { note_id: string; user_id: string; text: string }
}

const addNote = defineTool({
  name: 'add_note',
  title: 'Add note',
  description: 'Adds a note.',
  scope: 'tasks:write',
  input: { text: z.string().min(1), fail: z.boolean().optional() },
  output: { note_id: z.string(), text: z.string() },
  summary: (note) => `Added the note “${note.text}”`,
})
const addTwo = defineTool({
  name: 'add_two_notes',
  title: 'Add two notes',
  description: 'Adds two notes; the second may fail.',
  scope: 'tasks:write',
  input: { fail: z.boolean().optional(), forgive: z.boolean().optional() },
  output: { added: z.number() },
})
const listNotes = defineTool({
  name: 'list_notes',
  title: 'List notes',
  description: 'Lists notes.',
  scope: 'tasks:read',
  input: {},
  output: { texts: z.array(z.string()) },
})
const sendNote = defineTool({
  name: 'send_note',
  title: 'Send note',
  description: 'Sends a note away.',
  scope: 'tasks:write',
  effect: 'external',
  input: { to: z.string() },
  output: { sent: z.boolean() },
})
const waitLong = defineTool({
  name: 'wait_long',
  title: 'Wait',
  description: 'Writes, then never ends.',
  scope: null,
  timeoutMs: 50,
  input: {},
  output: {},
})
const ownersOnly = defineTool({
  name: 'get_secret_page',
  title: 'Secret page',
  description: 'For the app alone.',
  scope: null,
  audience: 'app',
  input: {},
  output: {},
})
const breaksContract = defineTool({
  name: 'get_wrong',
  title: 'Wrong',
  description: 'Answers what it did not promise.',
  scope: null,
  input: {},
  output: { count: z.number() },
})
const contract = defineContract('notes', 'Notes', [
  addNote,
  addTwo,
  listNotes,
  sendNote,
  waitLong,
  ownersOnly,
  breaksContract,
])

const insert = (tx: Kysely<NotesTables>, user: string, text: string) =>
  tx.insertInto('notes').values({ note_id: newId(), user_id: user, text }).execute()

const server = serve<typeof contract.tools, ServerContext<NotesTables>>(contract, {
  add_note: async (input, context) => {
    const note_id = newId()
    await context.write((tx) =>
      tx.insertInto('notes').values({ note_id, user_id: context.user, text: input.text }).execute(),
    )
    if (input.fail) throw new SojournError('conflict', 'No.')
    return { note_id, text: input.text }
  },
  add_two_notes: async (input, context) => {
    await context.write((tx) => insert(tx, context.user, 'first'))
    const second = context.call(addNote, { text: 'second', ...(input.fail && { fail: true }) })
    if (input.forgive) await second.catch(() => undefined)
    else await second
    return { added: 2 }
  },
  list_notes: async (_input, context) => ({
    texts: (
      await context.read
        .selectFrom('notes')
        .select('text')
        .where('user_id', '=', context.user)
        .orderBy('note_id')
        .execute()
    ).map((row) => row.text),
  }),
  send_note: async () => ({ sent: true }),
  wait_long: async (_input, context) => {
    await context.write((tx) => insert(tx, context.user, 'never'))
    return new Promise(() => {})
  },
  get_secret_page: async () => ({}),
  get_wrong: async () => ({ count: 'many' as unknown as number }),
})

const user = newId()
const panel: Caller = { kind: 'panel' }
const assistant: Caller = { kind: 'assistant', model: 'built-in' }
const client: Caller = { kind: 'client', clientId: 'c1', name: 'Claude Desktop' }
const as = (caller: Caller, granted: readonly Scope[] = scopes): CallContext => ({
  user,
  caller,
  scopes: new Set(granted),
})

describe('the door', () => {
  let opened: TestDatabase
  let registry: Registry
  let options: RegistryOptions
  let approvals: Approvals
  let shown: Approval[]
  let watched = true
  let now = Temporal.Instant.from('2026-11-20T10:00:00Z')
  const notes = async () => (await registry.call('list_notes', {}, as(panel))).output

  beforeEach(async () => {
    shown = []
    watched = true
    now = Temporal.Instant.from('2026-11-20T10:00:00Z')
    opened = await openTestDatabase({
      migrations: [
        ...approvalMigrations,
        ...clientMigrations,
        {
          server: 'notes',
          number: 1,
          name: 'notes',
          sql: 'CREATE TABLE notes (note_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, text TEXT NOT NULL) STRICT',
        },
      ],
      journaled: [{ table: 'notes', entity: 'note', key: 'note_id' }],
    })
    approvals = new Approvals({
      database: opened.database,
      clock: () => now,
      someoneLooks: () => watched,
      publish: (approval) => shown.push(approval),
      waitMs: 300,
    })
    options = {
      servers: [server],
      database: opened.database,
      approvals,
      idempotency: createIdempotencyStore(opened.database),
      profile: () => ({
        timezone: 'Europe/London',
        locale: 'en-GB',
        first_day_of_week: 'monday',
        currency: 'GBP',
        units: 'metric',
      }),
      clock: () => now,
      log: silentLog,
      metrics: new ToolMetrics(),
    }
    registry = new Registry(options)
  })
  afterEach(() => opened.dispose())

  const refused = (name: string, input: unknown, context: CallContext) =>
    registry.call(name, input, context).then(
      () => expect.unreachable('it was not refused'),
      (error: SojournError) => error.toBody(),
    )

  it('runs a call and tells what it changed', async () => {
    const { output, changeId, summary } = await registry.call('add_note', { text: 'hello' }, as(panel))
    expect(output).toMatchObject({ text: 'hello' })
    expect(summary).toBe('Added the note “hello”')
    expect(opened.journal.get(user, changeId ?? '')).toMatchObject({
      caller: 'panel',
      callerName: 'You',
      tool: 'add_note',
    })
  })

  it('names every unknown field and writes nothing', async () => {
    const error = await refused('add_note', { text: 'x', colour: 'red', size: 3 }, as(panel))
    expect(error).toMatchObject({ kind: 'invalid_input' })
    expect(error.issues?.map((issue) => issue.path)).toEqual(['colour', 'size'])
    expect(error.message).toContain('there is no field “colour”')
    expect(await notes()).toEqual({ texts: [] })
  })

  it('does not know tools that are not there, nor the app’s own for others than the person', async () => {
    expect(await refused('fly', {}, as(panel))).toMatchObject({ kind: 'not_found' })
    expect(await refused('get_secret_page', {}, as(assistant))).toMatchObject({ kind: 'not_found' })
    expect(await refused('get_secret_page', {}, as(client))).toMatchObject({ kind: 'not_found' })
    await expect(registry.call('get_secret_page', {}, as(panel))).resolves.toMatchObject({ output: {} })
    expect(registry.visibleTo(assistant).map((tool) => tool.definition.name)).not.toContain('get_secret_page')
  })

  it('refuses another user’s id and accepts one’s own', async () => {
    expect(await refused('list_notes', { user_id: newId() }, as(panel))).toMatchObject({ kind: 'forbidden' })
    await expect(registry.call('list_notes', { user_id: user }, as(panel))).resolves.toBeDefined()
  })

  it('needs the scope', async () => {
    expect(await refused('add_note', { text: 'x' }, as(client, ['tasks:read']))).toMatchObject({ kind: 'forbidden' })
  })

  it('leaves nothing of a call whose second write fails', async () => {
    expect(await refused('add_two_notes', { fail: true }, as(panel))).toMatchObject({ kind: 'conflict' })
    expect(await notes()).toEqual({ texts: [] })
  })

  it('takes back only the failing inner call where the outer one goes on', async () => {
    await registry.call('add_two_notes', { fail: true, forgive: true }, as(panel))
    expect(await notes()).toEqual({ texts: ['first'] })
  })

  it('makes one change set of a composite call', async () => {
    const { changeId } = await registry.call('add_two_notes', {}, as(panel))
    expect(opened.journal.get(user, changeId ?? '')?.entities).toHaveLength(2)
  })

  it('ends a call that takes too long, with nothing written', async () => {
    expect(await refused('wait_long', {}, as(panel))).toMatchObject({ kind: 'timeout' })
    expect(await notes()).toEqual({ texts: [] })
  })

  it('ends a call that its caller stops, with nothing written', async () => {
    const stop = new AbortController()
    const call = refused('wait_long', {}, { ...as(panel), signal: stop.signal })
    stop.abort()
    expect(await call).toMatchObject({ kind: 'cancelled' })
    expect(await notes()).toEqual({ texts: [] })
  })

  it('answers a repeated call with the same key as the first time, and runs it once', async () => {
    const input = { text: 'once', idempotency_key: 'k1' }
    const [first, again] = await Promise.all([
      registry.call('add_note', input, as(client)),
      registry.call('add_note', input, as(client)),
    ])
    expect(again.output).toEqual(first.output)
    expect(await notes()).toEqual({ texts: ['once'] })
    expect(await refused('add_note', { text: 'other', idempotency_key: 'k1' }, as(client))).toMatchObject({
      kind: 'conflict',
    })
    await registry.call('add_note', input, as(panel))
    expect(await notes()).toEqual({ texts: ['once', 'once'] })
  })

  it('hides what is broken inside behind one sentence', async () => {
    const error = await refused('get_wrong', {}, as(panel))
    expect(error).toMatchObject({ kind: 'internal' })
    expect(JSON.stringify(error)).not.toContain('count')
  })

  describe('asks', () => {
    it('and runs once the user allows it, once', async () => {
      const call = registry.call('send_note', { to: 'Ana' }, as(assistant))
      await expect.poll(() => shown.length).toBe(1)
      expect(shown[0]).toMatchObject({ tool: 'send_note', input: { to: 'Ana' }, status: 'waiting', effect: 'external' })
      await approvals.answer(user, shown[0]?.approval_id ?? '', 'once')
      await expect(call).resolves.toMatchObject({ output: { sent: true } })
      watched = false
      expect(await refused('send_note', { to: 'Ana' }, as(assistant))).toMatchObject({ kind: 'needs_approval' })
    })

    it('and does not run what the user denies', async () => {
      const call = refused('send_note', { to: 'Ana' }, as(client))
      await expect.poll(() => shown.length).toBe(1)
      await approvals.answer(user, shown[0]?.approval_id ?? '', 'deny')
      expect(await call).toMatchObject({ kind: 'forbidden' })
    })

    it('remembers “always” for this caller and tool alone, until it is revoked', async () => {
      const call = registry.call('send_note', { to: 'Ana' }, as(client))
      await expect.poll(() => shown.length).toBe(1)
      await approvals.answer(user, shown[0]?.approval_id ?? '', 'always')
      await call
      await registry.call('send_note', { to: 'Bo' }, as(client))
      watched = false
      expect(await refused('send_note', { to: 'Bo' }, as(assistant))).toMatchObject({ kind: 'needs_approval' })
      const { permissions } = await approvals.permissions(user, {})
      expect(permissions).toMatchObject([{ caller: 'client:c1', tool: 'send_note', decision: 'allow' }])
      await approvals.revoke(user, permissions[0]?.permission_id ?? '')
      expect(await refused('send_note', { to: 'Cy' }, as(client))).toMatchObject({ kind: 'needs_approval' })
    })

    it('remembers “never”', async () => {
      const call = refused('send_note', { to: 'Ana' }, as(client))
      await expect.poll(() => shown.length).toBe(1)
      await approvals.answer(user, shown[0]?.approval_id ?? '', 'never')
      await call
      expect(await refused('send_note', { to: 'Bo' }, as(client))).toMatchObject({ kind: 'forbidden' })
      expect(shown).toHaveLength(2)
    })

    it('ends with an id where nobody answers in time; the word given later lets the same call run', async () => {
      const error = await refused('send_note', { to: 'Ana' }, as(client))
      expect(error).toMatchObject({ kind: 'needs_approval', approval_id: shown[0]?.approval_id })
      now = now.add({ minutes: 5 })
      await approvals.answer(user, error.approval_id ?? '', 'once')
      now = now.add({ minutes: 9 })
      await expect(registry.call('send_note', { to: 'Ana' }, as(client))).resolves.toBeDefined()
    })

    it('and takes one answer, whoever else answers at the same moment', async () => {
      await refused('send_note', { to: 'Ana' }, as(client))
      const id = shown[0]?.approval_id ?? ''
      const answers = await Promise.allSettled([
        approvals.answer(user, id, 'once'),
        approvals.answer(user, id, 'never'),
      ])
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
      expect((await approvals.permissions(user, {})).permissions).toEqual([])
    })

    it('and shows no longer what a word would not help any more, and forgets it after 90 days', async () => {
      await refused('send_note', { to: 'Ana' }, as(client))
      const listed = async (status?: 'waiting') => (await approvals.list(user, { status })).approvals.length
      expect(await listed('waiting')).toBe(1)
      now = now.add({ minutes: 11 })
      expect([await listed('waiting'), await listed()]).toEqual([0, 1])
      now = now.add({ hours: 24 * 91 })
      await approvals.prune()
      expect(await listed()).toBe(0)
    })

    it('and does not wait for one who has left already', async () => {
      const left = AbortSignal.abort(new Error('left'))
      const started = performance.now()
      expect(await refused('send_note', { to: 'Ana' }, { ...as(client), signal: left })).toMatchObject({
        kind: 'cancelled',
      })
      expect(performance.now() - started).toBeLessThan(250)
    })

    it('and a word older than ten minutes no longer counts', async () => {
      const error = await refused('send_note', { to: 'Ana' }, as(client))
      await approvals.answer(user, error.approval_id ?? '', 'once')
      now = now.add({ minutes: 11 })
      watched = false
      expect(await refused('send_note', { to: 'Ana' }, as(client))).toMatchObject({ kind: 'needs_approval' })
    })

    it('ends at once where nobody looks', async () => {
      watched = false
      const started = performance.now()
      await refused('send_note', { to: 'Ana' }, as(client))
      expect(performance.now() - started).toBeLessThan(250)
    })
  })

  describe('judges a client by what the user said of it', () => {
    let book: ClientBook
    let elapsed = 0
    const letIn = (fields: { scopes: readonly Scope[] }) =>
      book.change((tx) => book.letIn(tx, { clientId: 'c1', name: 'Claude Desktop', kind: 'stdio', ...fields }))
    const names = (caller: Caller) => registry.visibleTo(caller, user).map((tool) => tool.definition.name)

    beforeEach(async () => {
      book = await ClientBook.open(
        opened.database,
        user,
        () => now,
        () => elapsed,
      )
      await letIn({ scopes })
      approvals = new Approvals({
        database: opened.database,
        clock: () => now,
        someoneLooks: () => false,
        publish: () => {},
        clientPolicy: (owner, clientId, effect) => decisionFor(book.find(owner, clientId), effect),
      })
      registry = new Registry({ ...options, approvals, trust: book })
    })

    it('shows the tools of its profile alone', async () => {
      expect(names(client)).toEqual([])
      await book.update('c1', { profile: ['list_notes', 'get_secret_page'] })
      expect(names(client)).toEqual(['list_notes'])
      expect(registry.find('add_note', client, user)).toBeUndefined()
      await book.update('c1', { profile: 'everything' })
      expect(names(client)).toContain('add_note')
      expect(names(client)).not.toContain('get_secret_page')
      expect(registry.visibleTo(client, newId())).toEqual([])
      expect(names(panel)).toContain('get_secret_page')
    })

    it('by its policy for each effect', async () => {
      expect(await refused('send_note', { to: 'Ana' }, as(client))).toMatchObject({ kind: 'needs_approval' })
      await book.update('c1', { policy: { external: 'allow', read: 'deny', write: 'ask' } })
      await expect(registry.call('send_note', { to: 'Ana' }, as(client))).resolves.toBeDefined()
      expect(await refused('list_notes', {}, as(client))).toMatchObject({ kind: 'forbidden' })
      expect(await refused('add_note', { text: 'x' }, as(client))).toMatchObject({ kind: 'needs_approval' })
    })

    it('by its limits, counting calls that fail too, and others not with it', async () => {
      await book.update('c1', { callsPerMinute: 2 })
      await refused('no_such_tool', {}, as(client))
      await registry.call('list_notes', {}, as(client))
      expect(await refused('list_notes', {}, as(client))).toMatchObject({ kind: 'rate_limited' })
      await expect(registry.call('list_notes', {}, as(panel))).resolves.toBeDefined()
    })

    it('by its limits, however the machine’s clock is set meanwhile', async () => {
      await book.update('c1', { callsPerMinute: 1 })
      await registry.call('list_notes', {}, as(client))
      elapsed += 59_000
      now = now.add({ hours: 1 })
      expect(await refused('list_notes', {}, as(client))).toMatchObject({ kind: 'rate_limited' })
      elapsed += 1_000
      now = now.subtract({ hours: 2 })
      await expect(registry.call('list_notes', {}, as(client))).resolves.toBeDefined()
    })

    it('and lets none in that is paused, revoked, unknown, or while the bridge is stopped', async () => {
      await book.setEnabled(false)
      expect(await refused('list_notes', {}, as(client))).toMatchObject({ kind: 'forbidden' })
      await book.setEnabled(true)
      await book.update('c1', { paused: true })
      expect(await refused('list_notes', {}, as(client))).toMatchObject({ kind: 'forbidden' })
      await book.update('c1', { paused: false })
      await expect(registry.call('list_notes', {}, as(client))).resolves.toBeDefined()
      await book.revoke('c1')
      expect(await refused('list_notes', {}, as(client))).toMatchObject({ kind: 'forbidden' })
      expect(await refused('list_notes', {}, as({ ...client, clientId: 'c2' }))).toMatchObject({ kind: 'forbidden' })
    })
  })
})
