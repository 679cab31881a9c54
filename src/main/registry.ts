import * as z from 'zod'
import type { Database } from '../platform/database/database.ts'
import type { IdempotencyStore } from '../platform/database/idempotency.ts'
import type { Log } from '../platform/telemetry/log.ts'
import type { ToolMetrics } from '../platform/telemetry/metrics.ts'
import type { Temporal } from '../shared/dates.ts'
import { SojournError } from '../shared/errors.ts'
import type { Profile } from '../shared/profile.ts'
import {
  type AnyTool,
  type BoundTool,
  type Caller,
  callerKey,
  type Effect,
  type Progress,
  type Scope,
  type Server,
  type ToolContext,
} from '../shared/tool.ts'
import type { Approvals } from './approvals.ts'
import { callerName } from './caller-name.ts'
import { profileShows, type Trust } from './clients/client.ts'
import { issuesInWords } from './issues-in-words.ts'
import type { Taint } from './taint.ts'

/** Who calls, as a door has authenticated them. */
export interface CallContext {
  user: string
  caller: Caller
  scopes: ReadonlySet<Scope>
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
  /** Told when the call has to wait for the user's word. */
  onWaiting?: (approvalId: string) => void
  /** Whether the door has counted the request behind this call against its client's limits. */
  counted?: boolean
  /** The session a caller calls in, where its door knows one: see `Taint`. */
  exchange?: string
}

export interface CallOutcome {
  output: unknown
  /** The change set it made, where it changed rows. */
  changeId?: string
  /** What it did in words, where it changed rows. */
  summary?: string
}

export interface RegistryOptions {
  servers: readonly Server[]
  database: Database
  approvals: Approvals
  idempotency: IdempotencyStore
  profile: () => Profile
  clock: () => Temporal.Instant
  log: Log
  metrics: ToolMetrics
  /** Judges clients; without it they are judged by their scopes and the default policy alone. */
  trust?: Trust
  /** Remembers who has read text from outside; without it nobody is held to have. */
  taint?: Taint
}

/** How far an effect reaches: a tool may call others up to its own reach within the call that was authorised. */
const reach: Record<Effect, number> = { read: 0, write: 1, destructive: 1, external: 2, spend: 3 }

/**
 * The one door to every capability: validate → authorise → approve → run, its writes one transaction → journal →
 * publish the change → measure.
 */
export class Registry {
  readonly #tools = new Map<string, BoundTool>()
  readonly #options: RegistryOptions
  /** Calls under way that carry an idempotency key: a repeated one waits for the first. */
  readonly #underWay = new Map<string, Promise<CallOutcome>>()

  constructor(options: RegistryOptions) {
    this.#options = options
    for (const server of options.servers) {
      for (const [name, tool] of server.tools) {
        if (this.#tools.has(name)) throw new Error(`Two tools are called ${name}`)
        if (!/^[a-z][a-z0-9_]{0,39}$/.test(name)) throw new Error(`${name} is not a tool name`)
        this.#tools.set(name, tool)
      }
    }
  }

  /**
   * The tools that exist for a caller: those of the `app` audience only for the person at the machine; for a client those
   * of its profile. Doors that no profile limits (REST) ask as `local`; `call` itself leaves profiles to the doors.
   * @param user whose client it is; needed for a client alone
   */
  visibleTo(caller: Caller, user?: string): BoundTool[] {
    const shows = this.#shownTo(caller, user)
    return [...this.#tools.values()].filter(({ definition }) => isVisible(definition, caller) && shows(definition.name))
  }

  /** The definition of a tool that exists for this caller. */
  find(name: string, caller: Caller, user?: string): AnyTool | undefined {
    const tool = this.#tools.get(name)
    if (tool === undefined || !isVisible(tool.definition, caller)) return undefined
    return this.#shownTo(caller, user)(name) ? tool.definition : undefined
  }

  /**
   * Calls a tool.
   * @throws SojournError of any kind; nothing else
   */
  async call(name: string, input: unknown, context: CallContext): Promise<CallOutcome> {
    const started = performance.now()
    const label = this.#tools.has(name) ? name : 'unknown'
    try {
      const outcome = await this.#admit(name, input, context)
      this.#options.metrics.observe(label, performance.now() - started, 'ok')
      return outcome
    } catch (error) {
      const known = toSojournError(error, context.signal)
      this.#options.metrics.observe(label, performance.now() - started, known.kind)
      if (known.kind === 'internal')
        this.#options.log.error('tool_failed', { tool: label, caller: context.caller.kind }, error)
      throw known
    }
  }

  async #admit(name: string, input: unknown, context: CallContext): Promise<CallOutcome> {
    const tool = this.#tools.get(name)
    const { caller: asking } = context
    if (asking.kind === 'client' && context.counted !== true) {
      this.#options.trust?.admit(context.user, asking.clientId, tool?.definition.effect ?? 'read')
    }
    if (tool === undefined || !isVisible(tool.definition, context.caller)) {
      throw new SojournError('not_found', `There is no tool called “${name.slice(0, 60)}”.`, {
        hint: 'List the tools to see what there is.',
      })
    }
    const { definition } = tool
    const { user_id, idempotency_key, ...fields } = parseInput(definition, input)
    if (user_id !== undefined && user_id !== context.user) {
      throw new SojournError('forbidden', 'That user_id is not the signed-in user.', {
        hint: 'Leave user_id out: identity comes from the token.',
      })
    }
    if (definition.scope !== null && !context.scopes.has(definition.scope)) {
      throw new SojournError('forbidden', `${definition.title} needs the permission ${definition.scope}.`, {
        hint: 'Connect again and grant it.',
      })
    }
    if (typeof idempotency_key !== 'string') return this.#approveAndRun(tool, fields, context)

    const caller = callerKey(context.caller)
    const key = `${context.user}\n${caller}\n${name}\n${idempotency_key}`
    const claim = { user: context.user, caller, tool: name, key: idempotency_key, input: fields }
    const first = this.#underWay.get(key)
    const run = async () => {
      await first?.catch(() => undefined)
      const kept = await this.#options.idempotency.recall(claim)
      if (kept !== undefined) {
        await this.#noteReading(tool, context)
        return { output: kept.answer }
      }
      return this.#approveAndRun(tool, fields, context, (output) =>
        this.#options.idempotency.remember({ ...claim, answer: output }),
      )
    }
    const running = run()
    this.#underWay.set(key, running)
    try {
      return await running
    } finally {
      if (this.#underWay.get(key) === running) this.#underWay.delete(key)
    }
  }

  /** Which names a client's profile shows; all of them to anyone else. */
  #shownTo(caller: Caller, user: string | undefined): (name: string) => boolean {
    const { trust } = this.#options
    if (caller.kind !== 'client' || trust === undefined) return () => true
    const profile = user === undefined ? undefined : trust.find(user, caller.clientId)?.profile
    return (name) => profile !== undefined && profileShows(profile, name)
  }

  async #approveAndRun(
    tool: BoundTool,
    fields: Record<string, unknown>,
    context: CallContext,
    beforeCommit: (output: unknown) => Promise<void> = async () => {},
  ): Promise<CallOutcome> {
    await this.#options.approvals.admit({
      user: context.user,
      caller: context.caller,
      tool: tool.definition,
      input: fields,
      hasReadOutside: (await this.#options.taint?.needsWord(context, tool.definition.effect)) ?? false,
      ...(context.signal !== undefined && { signal: context.signal }),
      ...(context.onWaiting !== undefined && { onWaiting: context.onWaiting }),
    })
    // Not AbortSignal.timeout: its timers cannot be cleared, and a minute's worth of them weighs on every later call.
    const timeout = new AbortController()
    const timer = setTimeout(
      () => timeout.abort(new DOMException('The call took too long', 'TimeoutError')),
      tool.definition.timeoutMs,
    )
    const signal = context.signal === undefined ? timeout.signal : AbortSignal.any([context.signal, timeout.signal])
    try {
      return await this.#runApproved(tool, fields, context, signal, beforeCommit)
    } finally {
      clearTimeout(timer)
    }
  }

  async #runApproved(
    tool: BoundTool,
    fields: Record<string, unknown>,
    context: CallContext,
    signal: AbortSignal,
    beforeCommit: (output: unknown) => Promise<void>,
  ): Promise<CallOutcome> {
    const toolContext = this.#contextFor(tool.definition, context, signal)
    let summary: string | undefined
    const { result, committed } = await this.#options.database.call(
      {
        user: context.user,
        caller: callerKey(context.caller),
        callerName: callerName(context.caller),
        tool: tool.definition.name,
      },
      async () => {
        const output = await untilAborted(this.#run(tool, fields, toolContext), signal)
        await this.#noteReading(tool, context)
        await beforeCommit(output)
        return output
      },
      (output) => {
        summary = inWords(tool.definition, output, fields)
        return summary
      },
    )
    return { output: result, ...(committed !== undefined && { changeId: committed.changeId, summary }) }
  }

  /** Notes that the caller is given text from outside, before it is. */
  async #noteReading(tool: BoundTool, context: CallContext): Promise<void> {
    if (tool.definition.untrusted) await this.#options.taint?.mark(context)
  }

  async #run(tool: BoundTool, fields: unknown, context: ToolContext): Promise<unknown> {
    const output = tool.definition.output.safeParse(await tool.run(fields, context))
    if (!output.success) throw new Error(`${tool.definition.name} broke its contract: ${z.prettifyError(output.error)}`)
    return output.data
  }

  #contextFor(outer: AnyTool, context: CallContext, signal: AbortSignal): ToolContext {
    const { database, profile, clock } = this.#options
    const toolContext: ToolContext = {
      user: context.user,
      profile: profile(),
      caller: context.caller,
      scopes: context.scopes,
      signal,
      now: clock(),
      get read() {
        return database.reader()
      },
      progress: (progress) => context.onProgress?.(progress),
      write: (work) => database.write(work),
      call: async (definition, input) => {
        const inner = this.#tools.get(definition.name)
        if (inner === undefined) throw new Error(`${outer.name} calls ${definition.name}, which nobody serves`)
        if (reach[inner.definition.effect] > reach[outer.effect]) {
          throw new Error(
            `${outer.name} (${outer.effect}) may not call ${definition.name} (${inner.definition.effect})`,
          )
        }
        signal.throwIfAborted()
        const fields = parseInput(definition, input)
        // Its own savepoint: where it fails and the caller goes on, its writes are gone whole.
        const { result } = await database.call(
          { user: context.user, caller: callerKey(context.caller), callerName: '', tool: definition.name },
          () => this.#run(inner, fields, toolContext),
          () => '',
        )
        await this.#noteReading(inner, context)
        // `#run` has parsed it by the contract of the tool that is served.
        return (inner.definition === definition ? result : definition.output.parse(result)) as never
      },
    }
    return toolContext
  }
}

function isVisible(tool: AnyTool, caller: Caller): boolean {
  return tool.audience === 'everyone' || caller.kind === 'panel' || caller.kind === 'local' || caller.kind === 'system'
}

function parseInput(tool: AnyTool, input: unknown): Record<string, unknown> {
  const parsed = tool.input.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.flatMap(issuesInWords)
  throw new SojournError('invalid_input', `${tool.title}: ${issues.map((issue) => issue.message).join('; ')}.`, {
    hint: 'Correct the fields named and try again.',
    issues,
  })
}

function inWords(tool: AnyTool, output: unknown, input: Record<string, unknown>): string {
  if (tool.summary === undefined) return tool.title
  return tool.summary(output as Record<string, unknown>, input)
}

/** Rejects as soon as the signal aborts, with its reason; the promise itself goes on unheard. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function toSojournError(error: unknown, callersSignal: AbortSignal | undefined): SojournError {
  if (error instanceof SojournError) return error
  if (callersSignal?.aborted) {
    return new SojournError('cancelled', 'The call was stopped; nothing was changed.', { cause: error })
  }
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new SojournError('timeout', 'The call took too long and was stopped; nothing was changed.', {
      hint: 'Try again, or ask for less at once.',
      cause: error,
    })
  }
  return new SojournError('internal', 'Something went wrong inside Sojourn; nothing was changed.', {
    hint: 'Try again. If it stays, the log in the data folder tells more.',
    cause: error,
  })
}
