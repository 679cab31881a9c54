import { createHash } from 'node:crypto'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { SojournError } from '../../shared/errors.ts'
import type { Database } from './database.ts'

/** A call that carries an idempotency key. */
export interface Claim {
  user: string
  /** As `callerKey` names it. */
  caller: string
  tool: string
  key: string
  /** The parsed input, without the key. */
  input: unknown
}

/** Answers kept for 24 hours, so that a call repeated with the same key runs once. */
export interface IdempotencyStore {
  /**
   * The answer of a call with this key, undefined where there is none yet.
   * @throws SojournError `conflict` where the key came with another input
   */
  recall(claim: Claim): Promise<{ answer: unknown } | undefined>
  /**
   * Keeps an answer. Called inside `Database.call`, as the last thing in it: the answer is then part of the transaction of the
   * call's writes, so that after a crash there is neither or both.
   */
  remember(claim: Claim & { answer: unknown }): Promise<void>
}

export const answerAgeMs = 24 * 60 * 60 * 1000

interface AnswerTables {
  idempotency_answers: {
    user_id: string
    caller: string
    tool: string
    key: string
    input_hash: string
    answer: string
    expires_at: number
  }
}

/** @param now milliseconds since the Unix epoch */
export function createIdempotencyStore(database: Database, now: () => number = Date.now): IdempotencyStore {
  return {
    async recall({ user, caller, tool, key, input }) {
      const row = await database
        .reader<AnswerTables>()
        .selectFrom('idempotency_answers')
        .select(['input_hash', 'answer'])
        .where('user_id', '=', user)
        .where('caller', '=', caller)
        .where('tool', '=', tool)
        .where('key', '=', key)
        .where('expires_at', '>', now())
        .executeTakeFirst()
      if (row === undefined) return undefined
      if (row.input_hash !== hashOf(input)) {
        throw new SojournError('conflict', 'This idempotency key was already used with another input.', {
          hint: 'Use a new key for a new call; repeat a call with the same key and the same input.',
        })
      }
      return { answer: JSON.parse(row.answer) }
    },

    async remember({ user, caller, tool, key, input, answer }) {
      await database.writeUnjournaled<AnswerTables, void>(async (tx) => {
        await tx.deleteFrom('idempotency_answers').where('expires_at', '<=', now()).execute()
        await tx
          .insertInto('idempotency_answers')
          .values({
            user_id: user,
            caller,
            tool,
            key,
            input_hash: hashOf(input),
            answer: JSON.stringify(answer ?? null),
            expires_at: now() + answerAgeMs,
          })
          .execute()
      })
    },
  }
}

const hashOf = (input: unknown): string => createHash('sha256').update(canonicalJson(input)).digest('hex')
