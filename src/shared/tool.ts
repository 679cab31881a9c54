import type { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { Profile } from './profile.ts'

/**
 * What a tool does to the world. `read` changes nothing; `write` is brought back by undo; `destructive` removes, and
 * undo brings it back; `external` acts on something outside that undo cannot reach; `spend` moves money.
 */
export type Effect = 'read' | 'write' | 'destructive' | 'external' | 'spend'

export const scopes = [
  'tasks:read',
  'tasks:write',
  'trips:read',
  'trips:write',
  'travel:search',
  'bookings:write',
  'web:read',
  'browser:use',
  'calendar:read',
  'calendar:write',
  'memories:read',
  'memories:write',
  'activity:read',
  'activity:write',
] as const
export type Scope = (typeof scopes)[number]

/** Who calls. `local` is the command line and the local token; `system` is a job of the host's own. */
export type Caller =
  | { kind: 'panel' }
  | { kind: 'local' }
  | { kind: 'assistant'; model: string; conversationId?: string }
  | { kind: 'client'; clientId: string; name: string }
  | { kind: 'system'; job: string }

/** A caller as one word for the journal, the policy table and idempotency: `panel`, `client:abc`. */
export function callerKey(caller: Caller): string {
  if (caller.kind === 'client') return `client:${caller.clientId}`
  return caller.kind
}

export interface Progress {
  done: number
  total?: number
  message?: string
}

/**
 * What a handler is given beside its input.
 * @typeParam Read what rows are read from: the transaction of this call inside it, else a connection that waits for no writer
 * @typeParam Write the transaction that rows are changed in
 */
export interface ToolContext<Read = unknown, Write = unknown> {
  readonly user: string
  readonly profile: Profile
  readonly caller: Caller
  readonly scopes: ReadonlySet<Scope>
  readonly signal: AbortSignal
  /** The moment this call is answered for. Everything in one call sees the same one. */
  readonly now: Temporal.Instant
  /** Where rows are read from. Ask for it anew at each use: inside `write` it is the transaction. */
  readonly read: Read
  progress(progress: Progress): void
  /** Calls another tool as part of this call: same user, same change set, same transaction. */
  call<T extends AnyTool>(tool: T, input: InputOf<T>): Promise<OutputOf<T>>
  /**
   * The one way to change rows. All writes of a call, those of tools it calls included, are one transaction that
   * commits when the call is answered and leaves nothing when it fails; a nested `write` is a savepoint.
   * No network inside and none after: fetch first, then write.
   */
  write<Result>(work: (tx: Write) => Promise<Result>): Promise<Result>
}

/** A tool: a capability, defined once, free of any SDK, so that every door can be built on it. */
export interface ToolDefinition<
  Name extends string = string,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
> {
  readonly name: Name
  readonly title: string
  /** For a model: short, says when to use it. */
  readonly description: string
  /** `null`: needs none. */
  readonly scope: Scope | null
  readonly effect: Effect
  /** Whether it reaches beyond this machine. */
  readonly openWorld: boolean
  /** Whether its result carries text from outside, which is data and never an instruction. */
  readonly untrusted: boolean
  /** `app` tools are for the app's own panels and the command line, never for a model or a client. */
  readonly audience: 'everyone' | 'app'
  readonly timeoutMs: number
  /** What the handler is given. */
  readonly args: Input
  /** What a door accepts: `args` with `user_id` and, where it writes, `idempotency_key`. */
  readonly input: z.ZodObject
  readonly output: Output
  /** One line for the journal and the tool card: what this call did, in words, in the past tense. */
  summary?(output: z.output<Output>, input: z.output<Input>): string
}

export type AnyTool = ToolDefinition
export type InputOf<T extends AnyTool> = z.input<T['args']>
export type ArgsOf<T extends AnyTool> = z.output<T['args']>
export type OutputOf<T extends AnyTool> = z.output<T['output']>

const readVerbs =
  /^(search|get|list|find|parse|check|compare|convert|extract|read|resolve|nearest|query|open_nodes)(_|$)/

/** The effect a name implies by the catalogue's rule; tools that differ say so in their definition. */
function effectOfName(name: string): Effect {
  if (readVerbs.test(name)) return 'read'
  if (/^(delete|remove)_/.test(name)) return 'destructive'
  if (name.startsWith('browser_')) return /_(snapshot|screenshot|extract)$/.test(name) ? 'read' : 'external'
  if (name.startsWith('book_')) return 'spend'
  return 'write'
}

/**
 * Defines a tool. The input rejects unknown fields; `user_id` (checked against the token) and, for what is not a read,
 * `idempotency_key` are accepted by every tool and need not be given here.
 */
export function defineTool<const Name extends string, Input extends z.ZodRawShape, Output extends z.ZodRawShape>(tool: {
  name: Name
  title: string
  description: string
  scope: Scope | null
  effect?: Effect
  openWorld?: boolean
  untrusted?: boolean
  audience?: 'everyone' | 'app'
  /** How long a call may run, in milliseconds (default 60,000). */
  timeoutMs?: number
  input: Input
  output: Output
  summary?: (
    output: z.output<z.ZodObject<Output, z.core.$strip>>,
    input: z.output<z.ZodObject<Input, z.core.$strict>>,
  ) => string
}): ToolDefinition<Name, z.ZodObject<Input, z.core.$strict>, z.ZodObject<Output, z.core.$strip>> {
  const effect = tool.effect ?? effectOfName(tool.name)
  const args = z.strictObject(tool.input)
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    scope: tool.scope,
    effect,
    openWorld: tool.openWorld ?? false,
    untrusted: tool.untrusted ?? false,
    audience: tool.audience ?? 'everyone',
    timeoutMs: tool.timeoutMs ?? 60_000,
    args,
    input: z.strictObject({
      ...tool.input,
      user_id: z.string().optional().describe('must be the authenticated user; leave it out'),
      ...(effect !== 'read' && {
        idempotency_key: z
          .string()
          .min(1)
          .max(200)
          .optional()
          .describe('the same key and input again answer as the first time'),
      }),
    }),
    output: z.object(tool.output),
    ...(tool.summary !== undefined && { summary: tool.summary }),
  }
}

/** What the world sees of a server: its name and its tools. */
export interface Contract<Tools extends readonly AnyTool[] = readonly AnyTool[]> {
  readonly name: string
  readonly title: string
  readonly tools: Tools
}

export function defineContract<const Tools extends readonly AnyTool[]>(
  name: string,
  title: string,
  tools: Tools,
): Contract<Tools> {
  return { name, title, tools }
}

export type Handler<T extends AnyTool, Context> = (input: ArgsOf<T>, context: Context) => Promise<z.input<T['output']>>

export type Handlers<Tools extends readonly AnyTool[], Context> = {
  [T in Tools[number] as T['name']]: Handler<T, Context>
}

/** A contract bound to its logic. */
export interface Server {
  readonly contract: Contract
  readonly tools: ReadonlyMap<string, BoundTool>
}

export interface BoundTool {
  readonly definition: AnyTool
  readonly server: string
  run(input: unknown, context: ToolContext): Promise<unknown>
}

/**
 * Binds a contract to its logic: one handler for each tool, typed by it. A server with tables of its own names both:
 * `serve<typeof tasksContract.tools, ServerContext<TasksTables>>(tasksContract, { … })`.
 */
export function serve<Tools extends readonly AnyTool[], Context extends ToolContext = ToolContext>(
  contract: Contract<Tools>,
  handlers: NoInfer<Handlers<Tools, Context>>,
): Server {
  const byName = handlers as unknown as Record<string, (input: unknown, context: ToolContext) => Promise<unknown>>
  const tools = new Map<string, BoundTool>()
  for (const definition of contract.tools) {
    const run = byName[definition.name]
    if (run === undefined) throw new Error(`${contract.name} does not serve ${definition.name}`)
    tools.set(definition.name, { definition, server: contract.name, run })
  }
  return { contract, tools }
}
