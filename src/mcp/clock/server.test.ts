import { describe, expect, it } from 'vitest'
import { Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import {
  type AnyTool,
  defineContract,
  type InputOf,
  type OutputOf,
  serve,
  type ToolContext,
} from '../../shared/tool.ts'
import { resolveCity } from '../places/contract.ts'
import { convertTime, getCurrentTime } from './contract.ts'
import { createClockServer } from './server.ts'

/** Cities as the places server answers them, as far as the clock can tell. */
const cities: Record<
  string,
  { name: string; country: string; country_name: string; timezone: string; others?: boolean }
> = {
  london: { name: 'London', country: 'GB', country_name: 'United Kingdom', timezone: 'Europe/London', others: true },
  tokyo: { name: 'Tokyo', country: 'JP', country_name: 'Japan', timezone: 'Asia/Tokyo' },
  kathmandu: { name: 'Kathmandu', country: 'NP', country_name: 'Nepal', timezone: 'Asia/Kathmandu' },
  'new york': { name: 'New York', country: 'US', country_name: 'United States', timezone: 'America/New_York' },
}

const places = defineContract('places', 'Places', [resolveCity])
const placesServer = serve<typeof places.tools, ToolContext>(places, {
  resolve_city: async ({ name }) => {
    const found = cities[name.toLowerCase()]
    if (found === undefined) return { candidates: [], ambiguous: false }
    const { others, ...city } = found
    const rest = { lat: 0, lon: 0, population: 1, kind: 'city' as const, guide: true, confidence: 1 }
    return {
      candidates: [{ ...city, ...rest }],
      ambiguous: others === true,
    }
  },
})
const tools = new Map([createClockServer(), placesServer].flatMap((server) => [...server.tools]))

async function call<T extends AnyTool>(tool: T, input: InputOf<T>, now = '2026-11-20T10:00:00Z'): Promise<OutputOf<T>> {
  const context: ToolContext = {
    user: 'ann',
    profile: {
      timezone: 'Europe/London',
      locale: 'en-GB',
      first_day_of_week: 'monday',
      currency: 'GBP',
      units: 'metric',
    },
    caller: { kind: 'panel' },
    scopes: new Set(),
    signal: new AbortController().signal,
    now: Temporal.Instant.from(now),
    read: undefined,
    progress: () => {},
    write: (work) => work(undefined),
    call: (inner, fields) => run(inner, fields, context),
  }
  return run(tool, input, context)
}

async function run<T extends AnyTool>(tool: T, input: unknown, context: ToolContext): Promise<OutputOf<T>> {
  return tool.output.parse(await tools.get(tool.name)?.run(tool.args.parse(input), context)) as OutputOf<T>
}

const failure = (answer: Promise<unknown>) =>
  answer.then(
    () => undefined,
    (error: unknown) => (error instanceof SojournError ? { kind: error.kind, hint: error.hint } : error),
  )

describe('get_current_time', () => {
  it.each([
    ['Tokyo', 'Asia/Tokyo', '2026-11-20T19:00', '+09:00', false],
    ['Kathmandu', 'Asia/Kathmandu', '2026-11-20T15:45', '+05:45', false],
    ['Europe/Lisbon', 'Europe/Lisbon', '2026-11-20T10:00', '+00:00', false],
    ['australia/lord_howe', 'Australia/Lord_Howe', '2026-11-20T21:00', '+11:00', true],
    ['America/New York', 'America/New_York', '2026-11-20T05:00', '-05:00', false],
    ['Lord Howe', 'Australia/Lord_Howe', '2026-11-20T21:00', '+11:00', true],
    ['JST', 'Asia/Tokyo', '2026-11-20T19:00', '+09:00', false],
    ['utc', 'UTC', '2026-11-20T10:00', '+00:00', false],
    ['UTC+2', '+02:00', '2026-11-20T12:00', '+02:00', false],
  ])('knows %s', async (timezone, zone, local_time, utc_offset, is_dst) => {
    expect(await call(getCurrentTime, { timezone })).toMatchObject({
      timezone: zone,
      local_time,
      utc_offset,
      is_dst,
      weekday: 'Friday',
      instant: '2026-11-20T10:00:00Z',
    })
  })

  it('knows summer time', async () => {
    expect((await call(getCurrentTime, { timezone: 'Europe/London' }, '2027-07-01T12:00:00Z')).is_dst).toBe(true)
    expect((await call(getCurrentTime, { timezone: 'Africa/Casablanca' }, '2025-07-01T12:00:00Z')).is_dst).toBe(false)
  })

  it('says how it read an abbreviation, and a name that several cities have', async () => {
    expect((await call(getCurrentTime, { timezone: 'EST' })).note).toContain('New York')
    expect((await call(getCurrentTime, { timezone: 'CST' })).note).toContain('not China')
    expect((await call(getCurrentTime, { timezone: 'London' })).note).toContain('United Kingdom')
    expect((await call(getCurrentTime, { timezone: 'Tokyo' })).note).toBeUndefined()
  })

  it('refuses what is neither zone nor city, with a hint', async () => {
    expect(await failure(call(getCurrentTime, { timezone: 'Europe/Atlantis' }))).toMatchObject({
      kind: 'invalid_input',
      hint: expect.stringContaining('Europe/Lisbon'),
    })
    expect(await failure(call(getCurrentTime, { timezone: 'Atlantis' }))).toMatchObject({
      kind: 'not_found',
      hint: expect.any(String),
    })
  })
})

describe('convert_time', () => {
  const convert = (time: string, source_timezone: string, target_timezone: string, now?: string) =>
    call(convertTime, { time, source_timezone, target_timezone }, now)

  it('converts, over midnight too', async () => {
    expect(await convert('2026-11-20T15:00', 'London', 'Tokyo')).toMatchObject({
      source: { timezone: 'Europe/London', city: 'London', local_time: '2026-11-20T15:00', weekday: 'Friday' },
      target: { timezone: 'Asia/Tokyo', city: 'Tokyo', local_time: '2026-11-21T00:00', weekday: 'Saturday' },
      difference_minutes: 540,
    })
    expect((await convert('2026-11-20T12:00', 'UTC', 'Asia/Kathmandu')).difference_minutes).toBe(345)
    expect((await convert('2026-11-20T12:00', 'Tokyo', 'New York')).difference_minutes).toBe(-840)
  })

  it.each([
    ['17:30', '2026-11-21T17:30'],
    ['5pm', '2026-11-21T17:00'],
    ['5:30 p.m.', '2026-11-21T17:30'],
    ['12am', '2026-11-21T00:00'],
    ['noon', '2026-11-21T12:00'],
  ])('takes %s as today in the source zone', async (time, local_time) => {
    expect((await convert(time, 'Asia/Tokyo', 'UTC', '2026-11-20T18:00:00Z')).source.local_time).toBe(local_time)
  })

  it('says in words when the local time does not exist', async () => {
    const { source, target, note } = await convert('2027-03-28T01:30', 'Europe/London', 'UTC', '2027-03-28T12:00:00Z')
    expect(source.local_time).toBe('2027-03-28T02:30')
    expect(target.local_time).toBe('2027-03-28T01:30')
    expect(note).toBe(
      '01:30 on 28 March 2027 does not exist in Europe/London: the clocks go forward from 01:00 to 02:00. Read as 02:30.',
    )
  })

  it('says in words when the local time comes twice, and converts both', async () => {
    const { source, target, note } = await convert('2026-10-25T01:30', 'London', 'Tokyo', '2026-10-25T12:00:00Z')
    expect(source.utc_offset).toBe('+01:00')
    expect(target.local_time).toBe('2026-10-25T09:30')
    expect(note).toContain('comes twice in London')
    expect(note).toContain('The second is 10:30 on 25 October 2026 in Tokyo.')
  })

  it('knows clocks that change by half an hour', async () => {
    const gap = await convert('2027-10-03T02:15', 'Australia/Lord_Howe', 'UTC', '2027-10-03T12:00:00Z')
    expect(gap.note).toContain('from 02:00 to 02:30. Read as 02:45.')
    const twice = await convert('2027-04-04T01:45', 'Australia/Lord_Howe', 'UTC', '2027-04-04T12:00:00Z')
    expect(twice.note).toContain('at +11:00. The second is at +10:30.')
  })

  it('says when the clocks change in between', async () => {
    const { difference_minutes, note } = await convert('2027-03-20T12:00', 'London', 'New York')
    expect(difference_minutes).toBe(-240)
    expect(note).toContain('The clocks change in between in New York: the difference is −5 h now and −4 h then.')
    expect((await convert('2027-07-20T12:00', 'Europe/Lisbon', 'Europe/Paris')).note).toBeUndefined()
  })

  it.each([
    '2027-02-31T10:00',
    '25:00',
    '13pm',
    '17',
    'tomorrow',
    '2027-05-12',
    '2027-05-12T17:00Z',
    '2027-05-12T17:00+02:00',
    '10:75',
  ])('refuses %s', async (time) => {
    expect(await failure(convert(time, 'UTC', 'Asia/Tokyo'))).toMatchObject({
      kind: 'invalid_input',
      hint: expect.any(String),
    })
  })
})
