import * as z from 'zod'
import { instant } from '../../shared/dates.ts'
import { id } from '../../shared/ids.ts'
import { pageInput, pageOutput } from '../../shared/paging.ts'
import { defineContract, defineTool } from '../../shared/tool.ts'

export const change = z.object({
  change_id: id,
  at: z.string(),
  caller: z.string().describe('panel, assistant, local or client:ID'),
  caller_name: z.string(),
  tool: z.string(),
  summary: z.string(),
  undone: z.boolean(),
  /** The change that this one undid or redid. */
  reverts: z.string().optional(),
  entities: z.array(
    z.object({ entity: z.string(), id: z.string(), operation: z.enum(['insert', 'update', 'delete']) }),
  ),
})
export type Change = z.infer<typeof change>

export const listChanges = defineTool({
  name: 'list_changes',
  title: 'List changes',
  description: 'What was changed, by whom and by which tool, newest first.',
  scope: 'activity:read',
  input: {
    client_id: z.string().max(200).optional(),
    since: instant.optional(),
    entity: z.string().max(100).optional().describe('a kind (task, trip, stop) or an id'),
    ...pageInput,
  },
  output: { changes: z.array(change), ...pageOutput },
})

const undone = { change_id: id, undone: z.boolean(), summary: z.string(), tool: z.string() }

export const undoChange = defineTool({
  name: 'undo_change',
  title: 'Undo change',
  description: 'Undoes a change; without an id, the latest of the caller’s own.',
  scope: 'activity:write',
  input: { change_id: id.optional() },
  output: undone,
  summary: (change) => `Undid: ${change.summary}`,
})

export const redoChange = defineTool({
  name: 'redo_change',
  title: 'Redo change',
  description: 'Brings an undone change back; without an id, the latest undone.',
  scope: 'activity:write',
  input: { change_id: id.optional() },
  output: undone,
  summary: (change) => `Redid: ${change.summary}`,
})

export const activityContract = defineContract('activity', 'Activity', [listChanges, undoChange, redoChange])
