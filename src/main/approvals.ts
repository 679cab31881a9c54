import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../platform/database/database.ts'
import type { Approval, Permission, Verdict } from '../shared/approval.ts'
import { canonicalJson } from '../shared/canonical-json.ts'
import { clientDefaults, type Decision } from '../shared/client-policy.ts'
import { stamp, Temporal } from '../shared/dates.ts'
import { SojournError } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { limitOf, offsetOf, type PageRequest, pageOf } from '../shared/paging.ts'
import { type AnyTool, type Caller, callerKey, type Effect } from '../shared/tool.ts'
import type { ApprovalRow, ApprovalTables } from './approval-tables.ts'
import { callerName } from './caller-name.ts'

/** What happens to a call of each effect where the user has said nothing else. */
const defaultPolicy: Record<Caller['kind'], Record<Effect, Decision>> = {
  panel: { read: 'allow', write: 'allow', destructive: 'allow', external: 'allow', spend: 'ask' },
  local: { read: 'allow', write: 'allow', destructive: 'allow', external: 'allow', spend: 'ask' },
  system: { read: 'allow', write: 'allow', destructive: 'allow', external: 'deny', spend: 'deny' },
  assistant: { read: 'allow', write: 'allow', destructive: 'allow', external: 'ask', spend: 'ask' },
  client: clientDefaults,
}

/** How long a call waits for the user's word: below the 60 s after which many clients give up. */
const waitMs = 50_000
/** How long a word given after the call had ended lets the same call run. */
const wordHolds = Temporal.Duration.from({ minutes: 10 })
/** How long what was asked stays to be seen in Settings. */
const kept = Temporal.Duration.from({ hours: 24 * 90 })

export interface AdmitRequest {
  user: string
  caller: Caller
  tool: AnyTool
  input: Record<string, unknown>
  /** The caller has read text from outside: what is otherwise allowed, for good too, needs the user's word this time. */
  hasReadOutside?: boolean
  signal?: AbortSignal
  onWaiting?: (approvalId: string) => void
}

export interface ApprovalsOptions {
  database: Database
  clock: () => Temporal.Instant
  /** Whether a person can be asked: an app window or browser tab is open. */
  someoneLooks: () => boolean
  /** Shows an approval, new or changed, to whoever looks. */
  publish: (approval: Approval) => void
  /** What the user decided for one client; undefined where the default holds. */
  clientPolicy?: (user: string, clientId: string, effect: Effect) => Decision | undefined
  waitMs?: number
}

/** What waits for the user's word, and what they said for good. */
export class Approvals {
  readonly #options: ApprovalsOptions
  readonly #waiting = new Map<string, Set<(status: Approval['status']) => void>>()

  constructor(options: ApprovalsOptions) {
    this.#options = options
  }

  /**
   * Returns when the call may run.
   * @throws SojournError `forbidden` where the user said no; `needs_approval` where nobody answered in time or nobody can
   */
  async admit(request: AdmitRequest): Promise<void> {
    const decided = await this.#decide(request)
    const decision = decided === 'allow' && request.hasReadOutside === true ? 'ask' : decided
    if (decision === 'allow') return
    if (decision === 'deny') throw denied(request.tool)
    const row = await this.#standing(request)
    if (row.status === 'allowed') return this.#use(row)
    request.onWaiting?.(row.approval_id)
    const status = this.#options.someoneLooks() ? await this.#word(row, request.signal) : 'waiting'
    if (status === 'allowed') return this.#use(row)
    if (status === 'denied') throw denied(request.tool)
    throw new SojournError('needs_approval', `${request.tool.title} waits for your word in Sojourn.`, {
      hint: 'Answer it in the app, then repeat the same call within ten minutes.',
      approvalId: row.approval_id,
    })
  }

  async list(user: string, page: PageRequest & { status?: Approval['status'] | undefined }) {
    let query = this.#reader.selectFrom('approvals').selectAll().where('user_id', '=', user)
    if (page.status !== undefined) query = query.where('status', '=', page.status)
    // A word on a call that has waited longer would help nobody.
    if (page.status === 'waiting') query = query.where('created_at', '>=', this.#oldestThatHolds())
    const rows = await query
      .orderBy('approval_id', 'desc')
      .limit(limitOf(page) + 1)
      .offset(offsetOf(page))
      .execute()
    const cut = pageOf(rows, page)
    return {
      approvals: cut.rows.map(toApproval),
      ...(cut.next_cursor !== undefined && { next_cursor: cut.next_cursor }),
    }
  }

  /** Takes the user's word on a waiting call; `always` and `never` are remembered for this caller and tool. */
  async answer(user: string, approvalId: string, verdict: Verdict): Promise<Approval> {
    const row = await this.#find(user, approvalId)
    if (row.status !== 'waiting') throw noLongerWaits()
    const now = stamp(this.#options.clock())
    const status = verdict === 'once' || verdict === 'always' ? 'allowed' : 'denied'
    await this.#options.database.writeUnjournaled<ApprovalTables, void>(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('approvals')
        .set({ status, answered_at: now })
        .where('approval_id', '=', approvalId)
        .where('status', '=', 'waiting')
        .executeTakeFirstOrThrow()
      if (numUpdatedRows === 0n) throw noLongerWaits()
      if (verdict === 'always' || verdict === 'never') {
        const decision = verdict === 'always' ? 'allow' : 'deny'
        await tx
          .insertInto('permissions')
          .values({
            permission_id: newId(),
            user_id: user,
            caller: row.caller,
            caller_name: row.caller_name,
            tool: row.tool,
            decision,
            created_at: now,
          })
          .onConflict((conflict) =>
            conflict.columns(['user_id', 'caller', 'tool']).doUpdateSet({ decision, created_at: now }),
          )
          .execute()
      }
    })
    const answered = toApproval({ ...row, status, answered_at: now })
    this.#options.publish(answered)
    for (const heard of this.#waiting.get(approvalId) ?? []) heard(status)
    return answered
  }

  async permissions(user: string, page: PageRequest): Promise<{ permissions: Permission[]; next_cursor?: string }> {
    const rows = await this.#reader
      .selectFrom('permissions')
      .selectAll()
      .where('user_id', '=', user)
      .orderBy('created_at', 'desc')
      .limit(limitOf(page) + 1)
      .offset(offsetOf(page))
      .execute()
    const cut = pageOf(rows, page)
    return {
      permissions: cut.rows.map(({ user_id: _, ...permission }) => permission),
      ...(cut.next_cursor !== undefined && { next_cursor: cut.next_cursor }),
    }
  }

  async revoke(user: string, permissionId: string): Promise<void> {
    const { numDeletedRows } = await this.#options.database.writeUnjournaled<
      ApprovalTables,
      { numDeletedRows: bigint }
    >((tx) =>
      tx
        .deleteFrom('permissions')
        .where('user_id', '=', user)
        .where('permission_id', '=', permissionId)
        .executeTakeFirstOrThrow(),
    )
    if (numDeletedRows === 0n) throw new SojournError('not_found', 'That permission does not exist any more.')
  }

  get #reader(): Kysely<ApprovalTables> {
    return this.#options.database.reader<ApprovalTables>()
  }

  async #decide(request: AdmitRequest): Promise<Decision> {
    const { user, caller, tool } = request
    const ofClient =
      caller.kind === 'client' ? this.#options.clientPolicy?.(user, caller.clientId, tool.effect) : undefined
    const byDefault = ofClient ?? defaultPolicy[caller.kind][tool.effect]
    if (request.tool.effect === 'read' && byDefault === 'allow') return 'allow'
    const said = await this.#reader
      .selectFrom('permissions')
      .select('decision')
      .where('user_id', '=', request.user)
      .where('caller', '=', callerKey(request.caller))
      .where('tool', '=', request.tool.name)
      .executeTakeFirst()
    return said?.decision ?? byDefault
  }

  /** The approval that stands for this very call: one that was given and holds, one that waits, or a new one. */
  async #standing(request: AdmitRequest): Promise<ApprovalRow> {
    const caller = callerKey(request.caller)
    const input = JSON.stringify(request.input)
    const hash = createHash('sha256').update(canonicalJson(request.input)).digest('hex')
    const oldest = this.#oldestThatHolds()
    const standing = await this.#reader
      .selectFrom('approvals')
      .selectAll()
      .where('user_id', '=', request.user)
      .where('caller', '=', caller)
      .where('tool', '=', request.tool.name)
      .where('input_hash', '=', hash)
      .where((is) =>
        is.or([
          is.and([is('status', '=', 'allowed'), is('answered_at', '>=', oldest)]),
          is.and([is('status', '=', 'waiting'), is('created_at', '>=', oldest)]),
        ]),
      )
      .orderBy('status', 'asc')
      .executeTakeFirst()
    if (standing !== undefined) return standing
    const row: ApprovalRow = {
      approval_id: newId(),
      user_id: request.user,
      caller,
      caller_name: callerName(request.caller),
      tool: request.tool.name,
      tool_title: request.tool.title,
      effect: request.tool.effect,
      input,
      input_hash: hash,
      status: 'waiting',
      conversation_id: (request.caller.kind === 'assistant' ? request.caller.conversationId : undefined) ?? null,
      created_at: stamp(this.#options.clock()),
      answered_at: null,
    }
    await this.#options.database.writeUnjournaled<ApprovalTables, unknown>((tx) =>
      tx.insertInto('approvals').values(row).execute(),
    )
    this.#options.publish(toApproval(row))
    return row
  }

  /** The time before which a word that is given, or waited for, counts no longer. */
  #oldestThatHolds(): string {
    return stamp(this.#options.clock().subtract(wordHolds))
  }

  /** Removes what was asked and answered long ago: it holds the whole input of the call. */
  async prune(): Promise<void> {
    const oldest = stamp(this.#options.clock().subtract(kept))
    await this.#options.database.writeUnjournaled<ApprovalTables, unknown>((tx) =>
      tx.deleteFrom('approvals').where('created_at', '<', oldest).execute(),
    )
  }

  /** Waits for the user's word on a row; `waiting` where none came in time. */
  #word(row: ApprovalRow, signal: AbortSignal | undefined): Promise<Approval['status']> {
    if (signal?.aborted) return Promise.reject(signal.reason)
    return new Promise((resolve, reject) => {
      const heard = this.#waiting.get(row.approval_id) ?? new Set()
      this.#waiting.set(row.approval_id, heard)
      const finish = (settle: () => void) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', aborted)
        heard.delete(listener)
        if (heard.size === 0) this.#waiting.delete(row.approval_id)
        settle()
      }
      const listener = (status: Approval['status']) => finish(() => resolve(status))
      const aborted = () => finish(() => reject(signal?.reason))
      const timer = setTimeout(() => listener('waiting'), this.#options.waitMs ?? waitMs)
      heard.add(listener)
      signal?.addEventListener('abort', aborted, { once: true })
    })
  }

  /** Spends a given word: it lets one call run. */
  async #use(row: ApprovalRow): Promise<void> {
    const { numUpdatedRows } = await this.#options.database.writeUnjournaled<
      ApprovalTables,
      { numUpdatedRows: bigint }
    >((tx) =>
      tx
        .updateTable('approvals')
        .set({ status: 'used' })
        .where('approval_id', '=', row.approval_id)
        .where('status', '=', 'allowed')
        .executeTakeFirstOrThrow(),
    )
    if (numUpdatedRows === 0n) {
      throw new SojournError('needs_approval', 'That approval was used already.', { hint: 'Call again to ask anew.' })
    }
  }

  async #find(user: string, approvalId: string): Promise<ApprovalRow> {
    const row = await this.#reader
      .selectFrom('approvals')
      .selectAll()
      .where('user_id', '=', user)
      .where('approval_id', '=', approvalId)
      .executeTakeFirst()
    if (row === undefined) throw new SojournError('not_found', 'That approval does not exist.')
    return row
  }
}

const noLongerWaits = (): SojournError =>
  new SojournError('conflict', 'This call no longer waits for an answer.', { hint: 'Let it be called again.' })

function denied(tool: AnyTool): SojournError {
  return new SojournError('forbidden', `You did not allow ${tool.title}.`, {
    hint: 'What was denied for good is listed in Settings and can be revoked there.',
  })
}

function toApproval(row: ApprovalRow): Approval {
  return {
    approval_id: row.approval_id,
    caller: row.caller,
    caller_name: row.caller_name,
    tool: row.tool,
    tool_title: row.tool_title,
    effect: row.effect,
    input: JSON.parse(row.input),
    status: row.status,
    ...(row.conversation_id !== null && { conversation_id: row.conversation_id }),
    created_at: row.created_at,
    ...(row.answered_at !== null && { answered_at: row.answered_at }),
  }
}
