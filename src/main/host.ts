import { join } from 'node:path'
import { createActivityServer } from '../mcp/activity/server.ts'
import { createAppServer } from '../mcp/app/server.ts'
import { budgetJournaled, budgetMigrations } from '../mcp/budget/migrations.ts'
import { createBudgetServer } from '../mcp/budget/server.ts'
import { createClockServer } from '../mcp/clock/server.ts'
import { createPlacesServer } from '../mcp/places/server.ts'
import { tasksJournaled, tasksMigrations } from '../mcp/tasks/migrations.ts'
import { createTasksServer } from '../mcp/tasks/server.ts'
import { tripsJournaled, tripsMigrations } from '../mcp/trips/migrations.ts'
import { createTripsServer } from '../mcp/trips/server.ts'
import type { JournaledTable, Migration } from '../platform/database/database.ts'
import { createIdempotencyStore } from '../platform/database/idempotency.ts'
import { acquireLock, type FolderLock, type LockOwner } from '../platform/database/lock.ts'
import { openDatabase } from '../platform/database/open.ts'
import { createJobs } from '../platform/jobs/jobs.ts'
import type { Notice } from '../platform/notice.ts'
import { openLog } from '../platform/telemetry/log.ts'
import { ToolMetrics } from '../platform/telemetry/metrics.ts'
import { keyFileSealer } from '../platform/vault/key-file-sealer.ts'
import { passphraseSealer } from '../platform/vault/passphrase-sealer.ts'
import type { Sealer } from '../platform/vault/sealer.ts'
import { createSecrets, type Secrets } from '../platform/vault/secrets.ts'
import { Vault } from '../platform/vault/vault.ts'
import { Temporal } from '../shared/dates.ts'
import { SojournError } from '../shared/errors.ts'
import { appPorts } from './app-ports.ts'
import { approvalMigrations } from './approval-tables.ts'
import { Approvals } from './approvals.ts'
import { type Assistant, createAssistant } from './assistant/assistant.ts'
import { assistantJournaled, assistantMigrations } from './assistant/tables.ts'
import { type Bridge, openBridge } from './bridge/bridge.ts'
import { BrowserSessions, browserSessionMigrations } from './bridge/browser-sessions.ts'
import { McpSessions, mcpMigrations } from './bridge/mcp/sessions.ts'
import { createAuthorization } from './bridge/oauth/authorization.ts'
import { clientPorts } from './clients/client-ports.ts'
import { clientMigrations } from './clients/migrations.ts'
import { decisionFor } from './clients/policy.ts'
import { connectionPorts } from './connections/connection-ports.ts'
import type { Connections } from './connections/connections.ts'
import { openConnections, thisInstallation } from './connections/open-connections.ts'
import { makeDataDir, removeBridgeFile, writeBridgeFile, writeLaunchFile } from './data-folder.ts'
import { appVersion, projectDir } from './environment.ts'
import { planBackups, planErasing, planPruning } from './housekeeping.ts'
import { launchOf } from './launch.ts'
import { ownerMigrations, ownerOf } from './owner.ts'
import { createPanelApi, HostEvents, type PanelApi } from './panel-api.ts'
import { Registry } from './registry.ts'
import { type SettingsFile, SettingsStore } from './settings.ts'
import { repairSettings } from './settings-file.ts'
import { Taint, taintMigrations } from './taint.ts'

/** Every server's tables, in the order in which they are made. */
export const migrations: readonly Migration[] = [
  ...ownerMigrations,
  ...approvalMigrations,
  ...browserSessionMigrations,
  ...clientMigrations,
  ...mcpMigrations,
  ...taintMigrations,
  ...tasksMigrations,
  ...tripsMigrations,
  ...budgetMigrations,
  ...assistantMigrations,
]

/** Every table whose changes can be seen and undone. */
const journaled: readonly JournaledTable[] = [
  ...tasksJournaled,
  ...tripsJournaled,
  ...budgetJournaled,
  ...assistantJournaled,
]

export interface HostOptions {
  dataDir: string
  env: NodeJS.ProcessEnv
  /** Where the built renderer stands, for the browser shell. */
  rendererDir: string
  /** Opens `settings.json`; called once the folder is there and ours. */
  openSettings: () => SettingsFile
  /** Asks whether a host answers at an address: tells a lock that holds from one left behind. */
  probe: (url: string, owner: LockOwner) => Promise<boolean>
  /** The shell's own way to seal the vault, preferred to passphrase and key file. */
  sealer?: Sealer
  clock?: () => Temporal.Instant
}

/** The host while it runs: everything a shell or a command needs of it. */
export interface Host {
  readonly user: string
  readonly registry: Registry
  readonly assistant: Assistant
  readonly api: PanelApi
  readonly secrets: Secrets
  readonly connections: Connections
  /** What the user should know about how the start went. */
  readonly notices: readonly Notice[]
  /** Opens the localhost doors and writes `bridge.json`; once. */
  openBridge(options: { port: number; showApp?: () => void }): Promise<Bridge>
  close(): Promise<void>
}

/**
 * Opens a data folder and puts the host together; this file is the only place where everything is constructed.
 * @throws SojournError `conflict` where another host has the folder, or its database is newer than this program
 */
export async function openHost(options: HostOptions): Promise<Host> {
  const { dataDir } = options
  makeDataDir(dataDir)
  const locked = await acquireLock(dataDir, { probe: options.probe })
  if (!locked.ok) throw folderInUse(dataDir, locked.owner)
  const opened = new AsyncDisposableStack()
  opened.defer(() => locked.lock.release())
  try {
    return await openInside(options, locked.lock, opened)
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}

/** Opens what is in a folder that is ours. @param opened what is to be closed, last first, in the end or on failure */
async function openInside(options: HostOptions, lock: FolderLock, opened: AsyncDisposableStack): Promise<Host> {
  const { dataDir, env } = options
  const clock = options.clock ?? (() => Temporal.Now.instant())
  const now = () => clock().epochMilliseconds
  const log = openLog({ dir: join(dataDir, 'logs') })
  opened.defer(() => log.close())
  const settingsNotices = repairSettings(dataDir, now())
  const { database, journal, backups, ...rest } = await openDatabase({ dir: dataDir, migrations, journaled, now, log })
  opened.defer(() => database.close())
  const notices = [...settingsNotices, ...rest.notices]

  const version = appVersion()
  const events = new HostEvents()
  const settingsFile = options.openSettings()
  const settings = new SettingsStore(settingsFile, () => events.publish({ type: 'settings' }))
  const user = await ownerOf(database, settingsFile)
  const vault = new Vault(dataDir, [
    ...(options.sealer === undefined ? [] : [options.sealer]),
    ...(env.SOJOURN_PASSPHRASE ? [passphraseSealer(env.SOJOURN_PASSPHRASE)] : []),
    keyFileSealer(join(dataDir, 'vault.key')),
  ])
  let bridge: Bridge | undefined
  const accessListeners = new Set<(user: string) => void>()
  const sessions = new BrowserSessions(database, user, clock)
  const authorization = await createAuthorization({
    database,
    sessions,
    user,
    clock,
    env,
    publicUrl: () => bridge?.url ?? 'http://127.0.0.1',
    servers: () => new Set(offeredTools(registry).map(({ server }) => server)),
    scopesInUse: () => new Set(offeredTools(registry).flatMap(({ definition }) => definition.scope ?? [])),
    onChange: () => {
      events.publish({ type: 'clients' })
      for (const listener of accessListeners) listener(user)
    },
    onAsked: () => events.publish({ type: 'clients' }),
  })
  const { trust } = authorization
  const approvals = new Approvals({
    database,
    clock,
    someoneLooks: () => events.watched,
    publish: (approval) => events.publish({ type: 'approval', approval }),
    clientPolicy: (owner, clientId, effect) => decisionFor(trust.find(owner, clientId), effect),
  })
  const installation = thisInstallation(dataDir, () => bridge?.mcp)
  const connections = openConnections({ installation, env, clients: authorization.clients })
  const registry: Registry = new Registry({
    servers: [
      createTasksServer(),
      createTripsServer({ resourcesDir: join(projectDir, 'resources') }),
      createPlacesServer({ resourcesDir: join(projectDir, 'resources') }),
      createBudgetServer(),
      createClockServer(),
      createActivityServer(journal),
      createAppServer(
        appPorts({
          settings,
          approvals,
          backups,
          database,
          registry: () => registry,
          clients: {
            ...clientPorts(authorization.clients, authorization.consents),
            ...connectionPorts(connections, installation),
          },
          status: () => ({
            version,
            user_id: user,
            data_dir: dataDir,
            offline: env.SOJOURN_OFFLINE === '1',
            model: { name: 'Built-in assistant', built_in: true },
            ...(bridge !== undefined && { url: bridge.url }),
            notices,
          }),
        }),
      ),
    ],
    database,
    approvals,
    idempotency: createIdempotencyStore(database, now),
    profile: () => settings.profile(),
    clock,
    log,
    metrics: new ToolMetrics(),
    trust,
    taint: new Taint(database, clock),
  })
  const assistant = createAssistant({ database, registry, clock, profile: () => settings.profile(), log })
  const api = createPanelApi(user, registry, assistant, events)
  const stopFeeds = [
    journal.onCommitted(({ changeId, caller, tool, summary, entities }) =>
      events.publish({ type: 'changed', change_id: changeId, caller, tool, summary, entities }),
    ),
    assistant.onEvent((event) => events.publish({ type: 'conversation', event })),
  ]

  const jobs = createJobs({ database, log })
  await planBackups(jobs, backups, settings.profile().timezone)
  await planPruning(jobs, journal, approvals)
  await planErasing(jobs, { database, journal, clock })
  jobs.start()
  log.info('host_open', { version, migrations: migrations.length })

  return {
    user,
    registry,
    assistant,
    api,
    secrets: createSecrets(database, vault, now),
    connections,
    notices,
    async openBridge({ port, showApp }) {
      const opening = await openBridge({
        port,
        version,
        user,
        registry,
        assistant,
        api,
        sessions,
        authorization,
        mcp: {
          profile: () => settings.profile(),
          clock,
          sessions: new McpSessions(database, clock),
          onChanged: (listener) => journal.onCommitted(listener),
          onAccessChanged(listener) {
            accessListeners.add(listener)
            return () => accessListeners.delete(listener)
          },
        },
        rendererDir: options.rendererDir,
        log,
        allowedOrigins: () => settings.settings().allowed_origins,
        ...(showApp !== undefined && { showApp }),
      })
      bridge = opening
      const { url, mcp, token } = opening
      lock.setAddress(url)
      writeLaunchFile(dataDir, launchOf(dataDir))
      writeBridgeFile(dataDir, { url, mcp, token, user_id: user, pid: process.pid, version })
      return opening
    },
    async close() {
      if (bridge !== undefined) removeBridgeFile(dataDir)
      await bridge?.close()
      await assistant.close()
      await jobs.stop()
      for (const stop of stopFeeds) stop()
      log.info('host_closed')
      await opened.disposeAsync()
    },
  }
}

/** The tools for others than the app's own panels. */
const offeredTools = (registry: Registry) =>
  registry.visibleTo({ kind: 'local' }).filter(({ definition }) => definition.audience === 'everyone')

function folderInUse(dataDir: string, owner: LockOwner): SojournError {
  return new SojournError('conflict', `Another Sojourn (process ${owner.pid}) is using ${dataDir}.`, {
    hint: owner.url === undefined ? 'Wait until it has started, or end it.' : `It answers at ${owner.url}.`,
  })
}
