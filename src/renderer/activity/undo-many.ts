import { type Change, listChanges, undoChange } from '../../mcp/activity/contract.ts'
import type { HostApi } from '../../shared/host-api.ts'
import { callTool, errorBody } from '../app/tools.ts'

/** What came of undoing several changes: those that are undone, and those that could not be, each with its reason. */
export interface UndoneMany {
  undone: Pick<Change, 'change_id' | 'summary'>[]
  refused: (Pick<Change, 'change_id' | 'summary'> & { reason: string })[]
}

/** Whether a change stands and is one of its caller's own, not an undo of another. */
export const stands = (change: Pick<Change, 'undone' | 'reverts'>): boolean =>
  !change.undone && change.reverts === undefined

/** Every change of one caller since an instant that stands, newest first. */
export async function standingChanges(host: HostApi, caller: string, since: string | undefined): Promise<Change[]> {
  const changes: Change[] = []
  let cursor: string | undefined
  do {
    const { output } = await callTool(host, listChanges, {
      client_id: caller,
      limit: 500,
      ...(since !== undefined && { since }),
      ...(cursor !== undefined && { cursor }),
    })
    changes.push(...output.changes.filter(stands))
    cursor = output.next_cursor
  } while (cursor !== undefined)
  return changes
}

/**
 * Undoes changes one after the other in the order given, newest first, so that each finds what it left; one that cannot
 * be undone does not stop the rest. A connection that is lost does.
 * @param onProgress told after each how many were tried
 */
export async function undoMany(
  host: HostApi,
  changes: readonly Change[],
  onProgress: (tried: number) => void,
): Promise<UndoneMany> {
  const result: UndoneMany = { undone: [], refused: [] }
  for (const { change_id, summary } of changes) {
    try {
      await callTool(host, undoChange, { change_id })
      result.undone.push({ change_id, summary })
    } catch (error) {
      const { kind, message, hint } = errorBody(error)
      if (kind === 'unavailable') throw error
      result.refused.push({ change_id, summary, reason: hint === undefined ? message : `${message} ${hint}` })
    }
    onProgress(result.undone.length + result.refused.length)
  }
  return result
}
