import type { Change } from '../../mcp/activity/contract.ts'

/** Whether undoing a change removes a trip. */
export const takesTripAway = ({ entities }: Pick<Change, 'entities'>): boolean =>
  entities.some(({ entity, operation }) => entity === 'trip' && operation === 'insert')

/**
 * The change that Ctrl+Z undoes: the latest one of the user or the assistant that stands and is not itself an undo.
 * @param changes newest first
 */
export function latestUndoable<T extends Pick<Change, 'change_id' | 'caller' | 'undone' | 'reverts'>>(
  changes: readonly T[],
): T | undefined {
  return changes.find(
    (change) =>
      !change.undone && change.reverts === undefined && (change.caller === 'panel' || change.caller === 'assistant'),
  )
}
