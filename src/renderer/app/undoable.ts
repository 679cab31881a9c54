import type { Change } from '../../mcp/activity/contract.ts'

/**
 * The change that Ctrl+Z undoes: the latest one of the user or the assistant that stands and is not itself an undo.
 * @param changes newest first
 */
export function latestUndoable(changes: readonly Pick<Change, 'change_id' | 'caller' | 'undone' | 'reverts'>[]) {
  return changes.find(
    (change) =>
      !change.undone && change.reverts === undefined && (change.caller === 'panel' || change.caller === 'assistant'),
  )
}
