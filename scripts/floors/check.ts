import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { type Import, importsOf } from './imports.ts'
import { isTest, mayImport, nameOf, type Room, roomOf } from './rooms.ts'

/** An import that the plan of the house forbids. */
export interface Violation {
  path: string
  line: number
  /** A sentence: what is imported, and why it may not be. */
  message: string
}

/** Packages that load Electron, and so may stand only where Electron runs. */
const electronPackages = new Set(['electron', 'electron-store', 'electron-updater'])

/**
 * What one source file imports against the rules of `docs/architecture.md`: floors, servers apart from each other,
 * Electron only in the desktop shell and the preload, no Node in what runs in a page, test code only in tests.
 * @param path relative to the project, with forward slashes
 */
export function violationsOf(path: string, source: string): Violation[] {
  const room = roomOf(path)
  if (room === undefined)
    return path.startsWith('src/') ? [{ path, line: 1, message: 'a file of src must stand in one of its rooms' }] : []
  return importsOf(path, source).flatMap((found) => {
    const message = found.specifier.startsWith('.')
      ? fileViolation(path, room, found)
      : packageViolation(path, room, found)
    return message === undefined ? [] : [{ path, line: found.line, message }]
  })
}

function fileViolation(path: string, room: Room, { specifier }: Import): string | undefined {
  const target = posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''))
  const to = roomOf(target)
  if (isTest(target) && !isTest(path)) return `only tests may import ${target}`
  if (to !== undefined)
    return mayImport(room, to) ? undefined : `${nameOf(room)} may not import ${target} of ${nameOf(to)}`
  if (target.startsWith('src/') || target.startsWith('resources/')) return undefined
  return isTest(path) || isNodeRoom(room) ? undefined : `${nameOf(room)} may not import ${target}, which is outside src`
}

function packageViolation(path: string, room: Room, { specifier }: Import): string | undefined {
  const name = packageOf(specifier)
  if (electronPackages.has(name))
    return room.kind === 'desktop' || (room.kind === 'preload' && name === 'electron')
      ? undefined
      : `only main/electron and preload may import ${name}`
  if (isBuiltin(specifier) && !isNodeRoom(room) && !isTest(path))
    return `${nameOf(room)} runs in a page too and may not import ${specifier}`
  return undefined
}

/** `@scope/name/deep` is of the package `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

const isNodeRoom = (room: Room) => ['platform', 'server', 'servers', 'host', 'desktop'].includes(room.kind)
