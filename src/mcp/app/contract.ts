import * as z from 'zod'
import { approval, permission, verdict } from '../../shared/approval.ts'
import { conversation, message } from '../../shared/conversation.ts'
import { id } from '../../shared/ids.ts'
import { pageInput, pageOutput } from '../../shared/paging.ts'
import { profile } from '../../shared/profile.ts'
import { type AnyTool, defineContract, defineTool, scopes } from '../../shared/tool.ts'

const app = { scope: null, audience: 'app' } as const

export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Origins of pages that may call this machine's doors for programs, with a token: none unless allowed. */
  allowed_origins: z
    .array(
      z
        .string()
        .refine(
          (text) => URL.canParse(text) && new URL(text).origin === text,
          'must be an origin like https://example.org',
        ),
    )
    .max(20),
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
        scope: z.enum(scopes).nullable(),
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

const scope = z.enum(scopes)
const decision = z.enum(['allow', 'ask', 'deny'])

/** Which tools a client sees: the default set, all, or those named. */
const clientProfile = z.union([
  z.enum(['essentials', 'everything']),
  z.array(z.string().max(40)).max(500).describe('names of tools'),
])

/** Where the user differs from the default policy: reads and writes allowed, all else asked. */
export const clientPolicy = z.strictObject({
  read: decision.optional(),
  write: decision.optional(),
  destructive: decision.optional(),
  external: decision.optional(),
  spend: decision.optional(),
})

/** An assistant or script that the user let in. */
export const client = z.object({
  client_id: z.string(),
  name: z.string(),
  kind: z.enum(['registered', 'metadata_document', 'access_token', 'stdio']),
  uri: z.string().optional(),
  scopes: z.array(scope),
  profile: clientProfile,
  policy: clientPolicy,
  calls_per_minute: z.number().int(),
  writes_per_minute: z.number().int(),
  paused: z.boolean(),
  created_at: z.string(),
  last_used_at: z.string().optional(),
  expires_at: z.string().optional().describe('when its access token ends, where it does'),
})
export type ClientOnWire = z.infer<typeof client>

/** A program that asks to be let in. */
export const consent = z.object({
  consent_id: id,
  client_id: z.string(),
  client_name: z.string().optional().describe('what it calls itself; nobody has checked it'),
  client_uri: z.string().optional(),
  described_at: z.string().optional().describe('the host whose document describes it, which was checked'),
  answers_to: z.string().describe('where the answer goes, in words'),
  resource: z.string(),
  scopes: z.array(
    z.object({ scope, title: z.string(), description: z.string(), on: z.boolean().describe('how its switch starts') }),
  ),
  created_at: z.string(),
  expires_at: z.string(),
})
export type ConsentOnWire = z.infer<typeof consent>

export const listClients = defineTool({
  ...app,
  name: 'list_clients',
  title: 'Clients',
  description: 'Assistants and scripts that the user let in, the latest first.',
  input: {},
  output: { clients: z.array(client) },
})

export const updateClient = defineTool({
  ...app,
  name: 'update_client',
  title: 'Change a client',
  description: 'Changes what a client may do, or pauses and resumes it; policy replaces the one before.',
  input: {
    client_id: z.string(),
    name: z.string().trim().min(1).max(60).optional(),
    scopes: z.array(scope).optional(),
    profile: clientProfile.optional(),
    policy: clientPolicy.optional(),
    calls_per_minute: z.number().int().min(1).max(100_000).optional(),
    writes_per_minute: z.number().int().min(0).max(100_000).optional(),
    paused: z.boolean().optional(),
  },
  output: client.shape,
})

export const revokeClient = defineTool({
  ...app,
  name: 'revoke_client',
  title: 'Disconnect a client',
  description: 'Shuts a client out: its tokens end at once. It can ask to be let in again.',
  input: { client_id: z.string() },
  output: { client_id: z.string(), status: z.literal('revoked'), name: z.string() },
})

/** A tool whose answer must not be kept beside an idempotency key: it holds a secret. */
function shownOnce<Tool extends AnyTool>(tool: Tool): Tool {
  return { ...tool, input: tool.input.omit({ idempotency_key: true }) }
}

export const createAccessToken = shownOnce(
  defineTool({
    ...app,
    name: 'create_access_token',
    title: 'Make an access token',
    description: 'Makes a token for a script. It is shown this once.',
    input: {
      name: z.string().trim().min(1).max(60),
      scopes: z.array(scope).min(1),
      expires_in_days: z.number().int().min(1).max(3650).optional().describe('left out, it does not end'),
    },
    output: { token: z.string(), client },
  }),
)

export const getBridge = defineTool({
  ...app,
  name: 'get_bridge',
  title: 'Bridge',
  description: 'Whether assistants and scripts may call at all.',
  input: {},
  output: { enabled: z.boolean() },
})

export const setBridge = defineTool({
  ...app,
  name: 'set_bridge',
  title: 'Switch the bridge',
  description: 'Stops or opens the bridge for all assistants and scripts at once; the app itself goes on.',
  input: { enabled: z.boolean() },
  output: { enabled: z.boolean() },
})

export const listConsents = defineTool({
  ...app,
  name: 'list_consents',
  title: 'Requests to connect',
  description: 'Assistants that wait to be let in, the latest first.',
  input: {},
  output: { consents: z.array(consent) },
})

export const answerConsent = defineTool({
  ...app,
  name: 'answer_consent',
  title: 'Answer a request to connect',
  description: 'Lets an assistant in with the scopes named (those switched on where none are named), or does not.',
  input: { consent_id: id, allow: z.boolean(), scopes: z.array(scope).optional() },
  output: { consent_id: id, status: z.enum(['allowed', 'denied']), scopes: z.array(scope) },
})

const transport = z.enum(['http', 'stdio'])

/** An assistant that Connect knows, and whether it is connected to this installation. */
export const connection = z.object({
  assistant: z.string(),
  name: z.string(),
  installed: z.boolean(),
  state: z.enum(['connected', 'not_connected', 'needs_repair', 'unreadable']),
  reason: z.string().optional().describe('why it needs repair, cannot be read, or is not connected'),
  transport: transport.optional().describe('how it is connected'),
  transports: z.array(transport).describe('how it can be connected, the preferred way first'),
  file: z.string().describe('its configuration'),
  by_link: z.boolean().describe('whether it can be asked by a link to add the entry itself'),
  client_id: z.string().optional().describe('whom its credential stands for'),
})
export type ConnectionOnWire = z.infer<typeof connection>

export const listConnections = defineTool({
  ...app,
  name: 'list_connections',
  title: 'Connections',
  description: 'Assistants that can be connected, those installed on this machine first.',
  input: {},
  output: { connections: z.array(connection) },
})

export const previewConnection = defineTool({
  ...app,
  name: 'preview_connection',
  title: 'Preview a connection',
  description: 'What connecting or disconnecting an assistant would change in its configuration.',
  effect: 'read',
  input: {
    assistant: z.string().max(40),
    action: z.enum(['connect', 'disconnect']).default('connect'),
    transport: transport.optional(),
  },
  output: {
    assistant: z.string(),
    name: z.string(),
    action: z.enum(['connect', 'disconnect']),
    transport: transport.optional(),
    file: z.string(),
    exists: z.boolean(),
    difference: z.string().describe('lines that begin with +, - or two spaces; empty where nothing changes'),
    backup: z.string().optional().describe('where what stood there before is kept'),
    warning: z.string().optional().describe('what connecting would take the place of'),
    next: z.string().optional().describe('what the user does then'),
  },
})
export type PreviewOnWire = z.infer<typeof previewConnection.output>

export const connect = defineTool({
  ...app,
  name: 'connect',
  title: 'Connect an assistant',
  description: 'Writes Sojourn into an assistant’s configuration, or gives a link that makes it do so.',
  input: {
    assistant: z.string().max(40),
    transport: transport.optional(),
    by_link: z.boolean().default(false),
  },
  output: {
    ...connection.shape,
    next: z.string(),
    backup: z.string().optional(),
    link: z.string().optional().describe('to be opened, where it was asked for'),
  },
})

export const disconnect = defineTool({
  ...app,
  name: 'disconnect',
  title: 'Disconnect an assistant',
  description: 'Takes Sojourn out of an assistant’s configuration and ends what it was given.',
  input: { assistant: z.string().max(40) },
  output: { ...connection.shape, revoked: z.number().int().describe('clients that were shut out') },
})

export const getSnippets = defineTool({
  ...app,
  name: 'get_snippets',
  title: 'Snippets',
  description: 'What to copy into a client that Connect does not know.',
  input: {},
  output: {
    snippets: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        language: z.enum(['json', 'toml', 'sh', 'text']),
        text: z.string(),
        note: z.string().optional(),
      }),
    ),
  },
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
  listClients,
  updateClient,
  revokeClient,
  createAccessToken,
  getBridge,
  setBridge,
  listConsents,
  answerConsent,
  listConnections,
  previewConnection,
  connect,
  disconnect,
  getSnippets,
])
