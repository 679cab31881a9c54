/** A room of the house, as `docs/architecture.md` names them. Servers and contracts carry the name of their folder. */
export type Room =
  | { kind: 'shared' }
  | { kind: 'contract'; server: string }
  | { kind: 'platform' }
  | { kind: 'server'; server: string }
  /** Directly in `mcp`: test code that puts servers together. */
  | { kind: 'servers' }
  | { kind: 'host' }
  | { kind: 'desktop' }
  | { kind: 'preload' }
  | { kind: 'renderer' }

/**
 * The room that a source file belongs to.
 * @param path relative to the project, with forward slashes: `src/mcp/tasks/store.ts`
 * @returns undefined for what is in none: scripts, tests of the whole, configuration
 */
export function roomOf(path: string): Room | undefined {
  const [source, folder, server, ...rest] = path.split('/')
  if (source !== 'src' || server === undefined) return undefined
  switch (folder) {
    case 'shared':
      return { kind: 'shared' }
    case 'platform':
      return { kind: 'platform' }
    case 'mcp':
      if (rest.length === 0) return isTest(path) ? { kind: 'servers' } : undefined
      return rest.length === 1 && rest[0] === 'contract.ts' ? { kind: 'contract', server } : { kind: 'server', server }
    case 'main':
      return server === 'electron' ? { kind: 'desktop' } : { kind: 'host' }
    case 'preload':
      return { kind: 'preload' }
    case 'renderer':
      return { kind: 'renderer' }
    default:
      return undefined
  }
}

/** Whether a file is test code: a test, or what tests share (`testing.ts`). */
export const isTest = (path: string): boolean => /(\.test\.tsx?|\/testing\.ts)$/.test(path)

/** A room's name in a sentence. */
export function nameOf(room: Room): string {
  switch (room.kind) {
    case 'contract':
      return `the contract of ${room.server}`
    case 'server':
      return `the server ${room.server}`
    case 'servers':
      return 'all servers together'
    case 'host':
      return 'main'
    case 'desktop':
      return 'main/electron'
    default:
      return room.kind
  }
}

/** Whether a file in one room may import a file in another. */
export function mayImport(from: Room, to: Room): boolean {
  if (to.kind === 'shared') return true
  if (to.kind === 'contract') return from.kind !== 'shared' && from.kind !== 'contract'
  switch (from.kind) {
    case 'shared':
    case 'contract':
      return false
    case 'platform':
    case 'preload':
    case 'renderer':
      return to.kind === from.kind
    case 'server':
      return to.kind === 'platform' || (to.kind === 'server' && to.server === from.server) || to.kind === 'servers'
    case 'servers':
      return to.kind === 'platform' || to.kind === 'server' || to.kind === 'servers'
    case 'host':
      return to.kind === 'platform' || to.kind === 'server' || to.kind === 'host'
    case 'desktop':
      return to.kind === 'platform' || to.kind === 'server' || to.kind === 'host' || to.kind === 'desktop'
  }
}
