import type { ChangedEntity } from '../../shared/host-api.ts'
import type { Committed } from './database.ts'

/** A change set as the change feed tells it, once it is committed. */
export interface CommittedChange extends Committed {
  user: string
  caller: string
  callerName: string
  tool: string
  summary: string
  /** Milliseconds since the Unix epoch. */
  at: number
  reverts?: string
}

/** A change set as it stands in the journal. */
export interface JournaledChange {
  changeId: string
  /** Milliseconds since the Unix epoch. */
  at: number
  caller: string
  callerName: string
  tool: string
  summary: string
  /** Whether what it did is at present taken back. */
  undone: boolean
  /** The change set that this one undid or redid. */
  reverts?: string
  entities: ChangedEntity[]
}

export interface JournalQuery {
  /** Only change sets of these callers, as `callerKey` names them; all without it. */
  callers?: readonly string[]
  /** Only change sets at or after this moment, in milliseconds since the Unix epoch. */
  since?: number
  /** A kind of entity (`task`) or the id of one. */
  entity?: string
  limit: number
  offset?: number
}

/** What was undone or redone: the change set that the user knows. */
export interface Reverted {
  changeId: string
  tool: string
  summary: string
  undone: boolean
}

/** The record of every change of journaled rows: list, undo, redo and the feed of what was committed. */
export interface Journal {
  /** Change sets of a user, newest first. */
  list(user: string, query: JournalQuery): JournaledChange[]
  /** One change set of a user, undefined where there is none. */
  get(user: string, changeId: string): JournaledChange | undefined
  /**
   * Takes a change set back, as a change set of its own. Runs inside `Database.call`, as the only change in it.
   * @param changeId without it, the latest that is neither an undo nor undone
   * @param callers only change sets of these callers; all of the user's without it
   * @throws SojournError `not_found`; `conflict` where the same column of a row changed since
   */
  undo(user: string, changeId?: string, callers?: readonly string[]): Promise<Reverted>
  /** Brings an undone change set back; without an id, the one that was undone last. Otherwise as `undo`. */
  redo(user: string, changeId?: string, callers?: readonly string[]): Promise<Reverted>
  /** Calls `listener` after every commit that changed journaled rows; returns how to stop. */
  onCommitted(listener: (change: CommittedChange) => void): () => void
  /** Removes change sets older than `maxAgeMs` (90 days by default); returns how many. */
  prune(maxAgeMs?: number): Promise<number>
}

/** How long a change set is kept: 90 days. */
export const journalAgeMs = 90 * 24 * 60 * 60 * 1000
