import { posix, win32 } from 'node:path'

export type System = 'darwin' | 'win32' | 'linux'

/** Where assistants are looked for: the system, the user's home and environment. */
export interface Place {
  platform: System
  home: string
  env: Readonly<Record<string, string | undefined>>
}

/** Joins a path as the system writes it, whatever system this runs on. */
export const joinPath = (place: Place, ...parts: string[]): string =>
  place.platform === 'win32' ? win32.join(...parts) : posix.join(...parts)

/** Where programs keep their settings for this user. */
export function settingsFolder(place: Place): string {
  const { env, home, platform } = place
  if (platform === 'darwin') return joinPath(place, home, 'Library', 'Application Support')
  if (platform === 'win32') return env.APPDATA || joinPath(place, home, 'AppData', 'Roaming')
  return env.XDG_CONFIG_HOME || joinPath(place, home, '.config')
}

export const localFolder = (place: Place): string =>
  place.env.LOCALAPPDATA || joinPath(place, place.home, 'AppData', 'Local')

/** Every file that a command of this name could be, in the order in which the system looks. */
export function commandFiles(place: Place, command: string): string[] {
  const { env, home, platform } = place
  const windows = platform === 'win32'
  const path = (windows ? (env.Path ?? env.PATH) : env.PATH) ?? ''
  // Apps that were not started from a terminal have a bare PATH: installers' usual folders are looked at too.
  const usual = windows
    ? [joinPath(place, home, '.local', 'bin')]
    : [joinPath(place, home, '.local', 'bin'), '/usr/local/bin', '/opt/homebrew/bin']
  const folders = [...path.split(windows ? ';' : ':'), ...usual].filter((folder) => folder !== '')
  const endings = windows ? ['.exe', '.cmd', '.bat', '.ps1'] : ['']
  return [...new Set(folders)].flatMap((folder) => endings.map((ending) => joinPath(place, folder, command + ending)))
}
