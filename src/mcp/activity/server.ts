import type { Journal, JournaledChange } from '../../platform/database/journal.ts'
import { Temporal } from '../../shared/dates.ts'
import { limitOf, offsetOf, pageOf } from '../../shared/paging.ts'
import { type Server, serve } from '../../shared/tool.ts'
import { activityContract, type Change } from './contract.ts'
import { callersInReach, callersListed } from './reach.ts'

/** What was changed, by whom, and taking it back: the journal, as far as each caller may reach into it. */
export function createActivityServer(journal: Journal): Server {
  return serve<typeof activityContract.tools>(activityContract, {
    async list_changes({ client_id, since, entity, ...page }, { user, caller }) {
      const callers = callersListed(caller, client_id)
      const found = journal.list(user, {
        ...(callers !== undefined && { callers }),
        ...(since !== undefined && { since: Temporal.Instant.from(since).epochMilliseconds }),
        ...(entity !== undefined && { entity }),
        limit: limitOf(page) + 1,
        offset: offsetOf(page),
      })
      const { rows, ...next } = pageOf(found, page)
      return { changes: rows.map(toWire), ...next }
    },

    async undo_change({ change_id }, { user, caller }) {
      const { changeId, ...undone } = await journal.undo(user, change_id, callersInReach(caller))
      return { change_id: changeId, ...undone }
    },

    async redo_change({ change_id }, { user, caller }) {
      const { changeId, ...redone } = await journal.redo(user, change_id, callersInReach(caller))
      return { change_id: changeId, ...redone }
    },
  })
}

const toWire = ({ changeId, at, callerName, entities, ...change }: JournaledChange): Change => ({
  ...change,
  change_id: changeId,
  at: Temporal.Instant.fromEpochMilliseconds(at).toString(),
  caller_name: callerName,
  entities: entities.map(({ entity, id, operation }) => ({ entity, id, operation })),
})
