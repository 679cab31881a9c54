import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message } from '../../../shared/conversation.ts'
import { Temporal } from '../../../shared/dates.ts'
import { folded } from '../../../shared/folded.ts'
import { newId } from '../../../shared/ids.ts'
import { type Host, openHost } from '../../host.ts'
import type { RequestCase } from './table.ts'

export interface MadeCall {
  name: string
  input: unknown
  output: unknown
  error?: unknown
}

export interface Answered {
  text: string
  suggestions: string[]
  calls: MadeCall[]
  status: Message['status']
}

/** The moment at which the table is asked: a Friday morning in London. */
export const tableNow = Temporal.Instant.from('2026-11-20T10:00:00Z')

/** A host on a folder of its own, with a British profile and a clock that stands still. */
export async function openTableHost(
  clock: () => Temporal.Instant = () => tableNow,
): Promise<Host & { dispose(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sojourn-requests-'))
  const settings = new Map<string, unknown>([
    [
      'profile',
      { timezone: 'Europe/London', locale: 'en-GB', currency: 'GBP', units: 'metric', first_day_of_week: 'monday' },
    ],
  ])
  const host = await openHost({
    dataDir,
    env: { SOJOURN_OFFLINE: '1' },
    rendererDir: dataDir,
    openSettings: () => ({ get: (key) => settings.get(key), set: (key, value) => void settings.set(key, value) }),
    probe: async () => false,
    clock,
  })
  return {
    ...host,
    async dispose() {
      await host.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Says things one after the other in a conversation of a user of its own; gives the answers. */
export async function converseWith(host: Host, said: readonly string[], user: string = newId()): Promise<Answered[]> {
  let conversationId: string | undefined
  const answers: Answered[] = []
  for (const message of said) {
    const sent = await host.assistant.send(user, {
      message,
      ...(conversationId !== undefined && { conversation_id: conversationId }),
    })
    conversationId = sent.conversation_id
    answers.push(answered(await sent.answered))
  }
  return answers
}

function answered(message: Message): Answered {
  return {
    text: message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n'),
    suggestions: message.suggestions,
    status: message.status,
    calls: message.parts.flatMap((part) =>
      part.type === 'tool'
        ? [
            {
              name: part.name,
              input: part.input,
              output: part.output,
              ...(part.error !== undefined && { error: part.error }),
            },
          ]
        : [],
    ),
  }
}

const reads =
  /^(?:search|get|list|find|parse|check|compare|convert|extract|read|resolve|nearest|query|route|optimize_budget)/

/** What is wrong with an answer, in words; empty where all is as the table has it. */
export function shortcomings(expected: RequestCase, answer: Answered): string[] {
  const wrong: string[] = []
  const made = answer.calls
    .filter(({ error }) => error === undefined)
    .flatMap((call) =>
      call.name === 'add_tasks' ? tasksIn(call.input).map((input) => ({ ...call, name: 'add_task', input })) : [call],
    )
  const left = [...made]
  for (const call of expected.calls) {
    const names = call.name.split('|')
    const at = left.findIndex(
      ({ name, input, output }) => names.includes(name) && (fits(call.input, input) || fits(call.input, output)),
    )
    if (at < 0) {
      const near = made.filter(({ name }) => names.includes(name)).map(({ input }) => JSON.stringify(input))
      wrong.push(
        `no ${call.name} with ${JSON.stringify(call.input)}; made: ${near.join(' ') || made.map(({ name }) => name).join(', ') || 'none'}`,
      )
    } else if (!/^update_/.test(left[at]?.name ?? '')) left.splice(at, 1)
  }
  if (expected.calls.length === 0) {
    const writes = made.filter(({ name }) => !reads.test(name))
    if (writes.length > 0)
      wrong.push(`changed something: ${writes.map(({ name, input }) => `${name} ${JSON.stringify(input)}`).join(', ')}`)
  }
  for (const words of expected.reply_has) {
    const found = words.split('|').some((word) => fold(answer.text).includes(fold(word)))
    if (!found) wrong.push(`the reply lacks “${words}”`)
  }
  if (answer.status !== 'complete') wrong.push(`the answer is ${answer.status}`)
  return wrong
}

function tasksIn(input: unknown): unknown[] {
  return input !== null && typeof input === 'object' && 'tasks' in input && Array.isArray(input.tasks)
    ? input.tasks
    : []
}

const fold = (text: string): string => folded(text).replace(/[’‘]/g, "'").replace(/\s+/g, ' ')

/** Whether a value has at least what is expected of it: fields of objects, entries of lists in order, words in texts. */
function fits(expected: unknown, actual: unknown): boolean {
  if (typeof expected === 'string')
    return (
      typeof actual === 'string' &&
      (fold(actual).includes(fold(expected)) || zoneOf(actual) === fold(expected) || sameZone(expected, actual))
    )
  if (Array.isArray(expected))
    return Array.isArray(actual) && expected.every((entry, index) => fits(entry, actual[index]))
  if (expected !== null && typeof expected === 'object') {
    if (actual === null || typeof actual !== 'object') return false
    return Object.entries(expected).every(([key, value]) => fits(value, Reflect.get(actual, key)))
  }
  return expected === actual
}

/** `Europe/London` and `London` are the same to the clock. */
const zoneOf = (zone: string): string => fold(zone.split('/').at(-1) ?? zone).replace(/_/g, ' ')
const sameZone = (expected: string, actual: string): boolean => zoneOf(expected) === zoneOf(actual)
