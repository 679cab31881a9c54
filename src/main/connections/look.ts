import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, parse, sep } from 'node:path'
import type { Assistant } from './assistants.ts'
import { commandFiles, type Place } from './place.ts'

/** The paths that a path with `*` in folders' names stands for on this disk; one without stands for itself. */
function expand(path: string): string[] {
  if (!path.includes('*')) return [path]
  const { root } = parse(path)
  let found = [root]
  for (const part of path.slice(root.length).split(sep)) {
    if (!part.includes('*')) {
      found = found.map((folder) => join(folder, part))
      continue
    }
    const matches = new RegExp(`^${part.split('*').map(literally).join('.*')}$`)
    found = found.flatMap((folder) =>
      namesIn(folder)
        .filter((name) => matches.test(name))
        .map((name) => join(folder, name)),
    )
  }
  return found
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The configuration file to read and write: the first that is there, else the first whose folder is, else the likeliest. */
export function configFileOf(assistant: Assistant, place: Place): string {
  const candidates = assistant.configFiles(place)
  const files = candidates.flatMap(expand)
  const found = files.find(existsSync) ?? files.find((file) => existsSync(dirname(file))) ?? files[0] ?? candidates[0]
  if (found === undefined) throw new Error(`${assistant.name} has no configuration file`)
  return found
}

/** Whether an assistant is installed here, by its configuration, its folders or its command. */
export function isInstalled(assistant: Assistant, place: Place): boolean {
  return [
    ...assistant.configFiles(place).flatMap(expand),
    ...assistant.signs(place).flatMap(expand),
    ...assistant.commands.flatMap((command) => commandFiles(place, command)),
  ].some(existsSync)
}
