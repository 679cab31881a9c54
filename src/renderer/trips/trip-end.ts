import type { Change } from '../../mcp/activity/contract.ts'

export interface TripEnd {
  /** Deleted, or the change that made it was undone. */
  how: 'deleted' | 'undone'
  /** What is undone, or brought back, so that the trip is there again. */
  changeId: string
}

/**
 * How a trip that is no longer there came to its end.
 * @param changes those of the trip, newest first
 * @returns `undefined` where none of them ended it: there never was such a trip, or the journal no longer knows
 */
export function endOfTrip(
  changes: readonly Pick<Change, 'change_id' | 'undone' | 'reverts' | 'entities'>[],
  tripId: string,
): TripEnd | undefined {
  for (const { change_id, undone, reverts, entities } of changes) {
    if (reverts !== undefined) continue
    const operation = entities.find(({ id }) => id === tripId)?.operation
    if (operation === 'delete' && !undone) return { how: 'deleted', changeId: change_id }
    if (operation === 'insert' && undone) return { how: 'undone', changeId: change_id }
  }
  return undefined
}
