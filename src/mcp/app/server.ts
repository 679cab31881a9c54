import type { Approval, Permission, Verdict } from '../../shared/approval.ts'
import type { Conversation, Message } from '../../shared/conversation.ts'
import type { PageRequest } from '../../shared/paging.ts'
import type { Profile } from '../../shared/profile.ts'
import { type ArgsOf, type Caller, type OutputOf, type Server, serve, type ToolContext } from '../../shared/tool.ts'
import {
  type answerConsent,
  appContract,
  type ClientOnWire,
  type ConnectionOnWire,
  type ConsentOnWire,
  type connect,
  type createAccessToken,
  type disconnect,
  type getSnippets,
  type getStatus,
  type listBackups,
  type listTools,
  type PreviewOnWire,
  type previewConnection,
  type Settings,
  type updateClient,
} from './contract.ts'

type Page<Key extends string, Row> = Record<Key, Row[]> & { next_cursor?: string }
type Backup = OutputOf<typeof listBackups>['backups'][number]
/** Fields to change: absent leaves one as it is, null clears it. */
export type ProfileChange = { [Field in keyof Profile]?: Profile[Field] | null | undefined }

/** What the app's panels need of the host itself; `main` gives it. */
export interface AppPorts {
  profile: { get(): Profile; update(change: ProfileChange): Promise<Profile> }
  settings: { get(): Settings; update(change: Partial<Settings>): Promise<Settings> }
  status(user: string): OutputOf<typeof getStatus>
  tools(context: ToolContext): OutputOf<typeof listTools>['tools']
  approvals: {
    list(
      user: string,
      page: PageRequest & { status?: Approval['status'] | undefined },
    ): Promise<Page<'approvals', Approval>>
    answer(user: string, approvalId: string, verdict: Verdict): Promise<Approval>
    permissions(user: string, page: PageRequest): Promise<Page<'permissions', Permission>>
    revoke(user: string, permissionId: string): Promise<void>
  }
  conversations: {
    list(
      context: ToolContext,
      page: PageRequest & { query?: string | undefined },
    ): Promise<Page<'conversations', Conversation>>
    get(context: ToolContext, conversationId: string): Promise<Conversation & { messages: Message[] }>
    rename(context: ToolContext, conversationId: string, title: string): Promise<Conversation>
    /** @returns its title */
    delete(context: ToolContext, conversationId: string): Promise<string>
  }
  backups: { list(): Promise<Backup[]>; create(): Promise<Backup> }
  clients: {
    list(): Promise<ClientOnWire[]>
    update(change: ArgsOf<typeof updateClient>): Promise<ClientOnWire>
    /** @returns its name */
    revoke(clientId: string): Promise<string>
    createAccessToken(request: ArgsOf<typeof createAccessToken>): Promise<OutputOf<typeof createAccessToken>>
    enabled(): boolean
    setEnabled(enabled: boolean): Promise<void>
  }
  consents: {
    list(): Promise<ConsentOnWire[]>
    answer(caller: Caller, answer: ArgsOf<typeof answerConsent>): Promise<OutputOf<typeof answerConsent>>
  }
  connections: {
    list(): Promise<ConnectionOnWire[]>
    preview(request: ArgsOf<typeof previewConnection>): Promise<PreviewOnWire>
    connect(request: ArgsOf<typeof connect>): Promise<OutputOf<typeof connect>>
    disconnect(request: ArgsOf<typeof disconnect>): Promise<OutputOf<typeof disconnect>>
    snippets(): OutputOf<typeof getSnippets>['snippets']
  }
}

/** The app's own server: settings, approvals, conversations and backups, for its panels and the command line. */
export function createAppServer(ports: AppPorts): Server {
  return serve(appContract, {
    get_profile: async () => ports.profile.get(),
    update_profile: async (input) => ports.profile.update(input),
    get_settings: async () => ports.settings.get(),
    update_settings: async (input) => ports.settings.update(input),
    get_status: async (_input, context) => ports.status(context.user),
    list_tools: async (_input, context) => ({ tools: ports.tools(context) }),
    list_approvals: async (input, context) => ports.approvals.list(context.user, input),
    answer_approval: async (input, context) => ports.approvals.answer(context.user, input.approval_id, input.verdict),
    list_permissions: async (input, context) => ports.approvals.permissions(context.user, input),
    revoke_permission: async (input, context) => {
      await ports.approvals.revoke(context.user, input.permission_id)
      return { permission_id: input.permission_id, status: 'revoked' as const }
    },
    list_conversations: async (input, context) => ports.conversations.list(context, input),
    get_conversation: async (input, context) => ports.conversations.get(context, input.conversation_id),
    rename_conversation: async (input, context) =>
      ports.conversations.rename(context, input.conversation_id, input.title),
    delete_conversation: async (input, context) => ({
      conversation_id: input.conversation_id,
      status: 'deleted' as const,
      title: await ports.conversations.delete(context, input.conversation_id),
    }),
    list_backups: async () => ({ backups: await ports.backups.list() }),
    create_backup: async () => ports.backups.create(),
    list_clients: async () => ({ clients: await ports.clients.list() }),
    update_client: async (input) => ports.clients.update(input),
    revoke_client: async (input) => ({
      client_id: input.client_id,
      status: 'revoked' as const,
      name: await ports.clients.revoke(input.client_id),
    }),
    create_access_token: async (input) => ports.clients.createAccessToken(input),
    get_bridge: async () => ({ enabled: ports.clients.enabled() }),
    set_bridge: async (input) => {
      await ports.clients.setEnabled(input.enabled)
      return { enabled: ports.clients.enabled() }
    },
    list_consents: async () => ({ consents: await ports.consents.list() }),
    answer_consent: async (input, context) => ports.consents.answer(context.caller, input),
    list_connections: async () => ({ connections: await ports.connections.list() }),
    preview_connection: async (input) => ports.connections.preview(input),
    connect: async (input) => ports.connections.connect(input),
    disconnect: async (input) => ports.connections.disconnect(input),
    get_snippets: async () => ({ snippets: ports.connections.snippets() }),
  })
}
