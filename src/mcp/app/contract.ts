import * as z from 'zod'
import { approval, permission, verdict } from '../../shared/approval.ts'
import { conversation, message } from '../../shared/conversation.ts'
import { id } from '../../shared/ids.ts'
import { pageInput, pageOutput } from '../../shared/paging.ts'
import { profile } from '../../shared/profile.ts'
import { defineContract, defineTool } from '../../shared/tool.ts'

const app = { scope: null, audience: 'app' } as const

export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
})
export type Settings = z.infer<typeof settings>

export const getProfile = defineTool({
  ...app,
  name: 'get_profile',
  title: 'Profile',
  description: 'Name, home, time zone, locale, currency and units of the user.',
  input: {},
  output: profile.shape,
})

export const updateProfile = defineTool({
  ...app,
  name: 'update_profile',
  title: 'Change profile',
  description: 'Changes fields of the profile; null clears an optional one.',
  input: {
    ...profile.partial().shape,
    name: profile.shape.name.nullable(),
    home_city: profile.shape.home_city.nullable(),
    home_airport: profile.shape.home_airport.nullable(),
  },
  output: profile.shape,
})

export const getSettings = defineTool({
  ...app,
  name: 'get_settings',
  title: 'Settings',
  description: 'The settings of the app.',
  input: {},
  output: settings.shape,
})

export const updateSettings = defineTool({
  ...app,
  name: 'update_settings',
  title: 'Change settings',
  description: 'Changes settings of the app.',
  input: settings.partial().shape,
  output: settings.shape,
})

export const getStatus = defineTool({
  ...app,
  name: 'get_status',
  title: 'Status',
  description: 'What runs: version, model, folder, and notices that the user should read.',
  input: {},
  output: {
    version: z.string(),
    user_id: z.string(),
    data_dir: z.string(),
    offline: z.boolean(),
    model: z.object({ name: z.string(), built_in: z.boolean() }),
    url: z.string().optional(),
    notices: z.array(
      z.object({
        code: z.string(),
        severity: z.enum(['note', 'warning', 'error']),
        message: z.string(),
        hint: z.string().optional(),
      }),
    ),
  },
})

export const listTools = defineTool({
  ...app,
  name: 'list_tools',
  title: 'Tools',
  description: 'Every tool a person may call, for the command palette.',
  input: {},
  output: {
    tools: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        description: z.string(),
        server: z.string(),
        effect: z.string(),
        input_schema: z.record(z.string(), z.unknown()),
      }),
    ),
  },
})

export const listApprovals = defineTool({
  ...app,
  name: 'list_approvals',
  title: 'Approvals',
  description: 'Calls that wait for the user’s word, newest first.',
  input: { status: approval.shape.status.optional(), ...pageInput },
  output: { approvals: z.array(approval), ...pageOutput },
})

export const answerApproval = defineTool({
  ...app,
  name: 'answer_approval',
  title: 'Answer an approval',
  description: 'Allows a waiting call once or always, or denies it, once or for ever.',
  input: { approval_id: id, verdict },
  output: approval.shape,
})

export const listPermissions = defineTool({
  ...app,
  name: 'list_permissions',
  title: 'Permissions',
  description: 'What was allowed or denied for good, by caller and tool.',
  input: pageInput,
  output: { permissions: z.array(permission), ...pageOutput },
})

export const revokePermission = defineTool({
  ...app,
  name: 'revoke_permission',
  title: 'Revoke a permission',
  description: 'Forgets a remembered word, so that the call asks again.',
  input: { permission_id: id },
  output: { permission_id: id, status: z.literal('revoked') },
})

export const listConversations = defineTool({
  ...app,
  name: 'list_conversations',
  title: 'Conversations',
  description: 'Conversations, the latest first.',
  input: { query: z.string().max(200).optional(), ...pageInput },
  output: { conversations: z.array(conversation), ...pageOutput },
})

export const getConversation = defineTool({
  ...app,
  name: 'get_conversation',
  title: 'Conversation',
  description: 'A conversation with its messages, oldest first.',
  input: { conversation_id: id },
  output: { ...conversation.shape, messages: z.array(message) },
})

export const renameConversation = defineTool({
  ...app,
  name: 'rename_conversation',
  title: 'Rename a conversation',
  description: 'Gives a conversation another title.',
  input: { conversation_id: id, title: z.string().trim().min(1).max(200) },
  output: conversation.shape,
  summary: (conversation) => `Renamed the conversation “${conversation.title}”`,
})

export const deleteConversation = defineTool({
  ...app,
  name: 'delete_conversation',
  title: 'Delete a conversation',
  description: 'Deletes a conversation; undo brings it back.',
  input: { conversation_id: id },
  output: { conversation_id: id, status: z.literal('deleted'), title: z.string() },
  summary: (conversation) => `Deleted the conversation “${conversation.title}”`,
})

export const listBackups = defineTool({
  ...app,
  name: 'list_backups',
  title: 'Backups',
  description: 'Backups of the database, newest first.',
  input: {},
  output: { backups: z.array(z.object({ file: z.string(), bytes: z.number(), at: z.string(), reason: z.string() })) },
})

export const createBackup = defineTool({
  ...app,
  name: 'create_backup',
  title: 'Back up now',
  description: 'Writes a backup of the database.',
  input: {},
  output: { file: z.string(), bytes: z.number(), at: z.string(), reason: z.string() },
})

export const appContract = defineContract('app', 'App', [
  getProfile,
  updateProfile,
  getSettings,
  updateSettings,
  getStatus,
  listTools,
  listApprovals,
  answerApproval,
  listPermissions,
  revokePermission,
  listConversations,
  getConversation,
  renameConversation,
  deleteConversation,
  listBackups,
  createBackup,
])
