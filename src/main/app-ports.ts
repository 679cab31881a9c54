import type { AppPorts } from '../mcp/app/server.ts'
import type { Backup, Backups } from '../platform/database/backup.ts'
import type { Database } from '../platform/database/database.ts'
import { Temporal } from '../shared/dates.ts'
import type { Approvals } from './approvals.ts'
import {
  deleteConversation,
  getConversation,
  listConversations,
  renameConversation,
} from './assistant/conversation-store.ts'
import type { AssistantTables } from './assistant/tables.ts'
import { schemaOf } from './bridge/openapi.ts'
import type { Registry } from './registry.ts'
import type { SettingsStore } from './settings.ts'

export interface AppPortsOptions {
  settings: SettingsStore
  approvals: Approvals
  backups: Backups
  database: Database
  /** The registry that serves the app server itself, so it is asked for late. */
  registry: () => Registry
  status: AppPorts['status']
  /** Clients, requests to connect, and the assistants on this machine. */
  clients: Pick<AppPorts, 'clients' | 'consents' | 'connections'>
}

/** What the app server is given of the host. */
export function appPorts(options: AppPortsOptions): AppPorts {
  const { settings, approvals, backups, database } = options
  const read = () => database.reader<AssistantTables>()
  return {
    profile: {
      get: () => settings.profile(),
      update: async (change) => settings.updateProfile(change),
    },
    settings: {
      get: () => settings.settings(),
      update: async (change) => settings.updateSettings(change),
    },
    status: options.status,
    tools: (context) =>
      options
        .registry()
        .visibleTo(context.caller)
        .map(({ definition, server }) => ({
          name: definition.name,
          title: definition.title,
          description: definition.description,
          server,
          effect: definition.effect,
          scope: definition.scope,
          input_schema: schemaOf(definition.args, 'input'),
        })),
    approvals,
    ...options.clients,
    conversations: {
      list: (context, page) => listConversations(read(), context.user, page),
      get: (context, conversationId) => getConversation(read(), context.user, conversationId),
      rename: (context, conversationId, title) =>
        database.write((tx) => renameConversation(tx, context.user, conversationId, title)),
      delete: (context, conversationId) =>
        database.write((tx) => deleteConversation(tx, context.user, conversationId, context.now.toString())),
    },
    backups: {
      list: async () => backups.list().map(toWire),
      create: async () => toWire(await backups.create('manual')),
    },
  }
}

const toWire = ({ file, bytes, at, reason }: Backup) => ({
  file,
  bytes,
  at: Temporal.Instant.fromEpochMilliseconds(at).toString(),
  reason,
})
