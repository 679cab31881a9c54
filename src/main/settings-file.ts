import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Notice } from '../platform/notice.ts'

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Sets a `settings.json` that is damaged aside, so that Sojourn starts with the defaults rather than not at all.
 * @param now milliseconds since the Unix epoch, for the name that it is set aside under
 * @returns what the user should read
 */
export function repairSettings(dataDir: string, now: number): Notice[] {
  const file = join(dataDir, 'settings.json')
  if (!existsSync(file)) return []
  try {
    if (isObject(JSON.parse(readFileSync(file, 'utf8')))) return []
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  const aside = `settings.damaged-${now}.json`
  renameSync(file, join(dataDir, aside))
  return [
    {
      code: 'settings_reset',
      severity: 'warning',
      message: 'The settings could not be read, so theme, profile and other choices are back to their defaults.',
      hint: `Your trips and tasks are untouched. The old file is kept as ${aside} in the data folder.`,
    },
  ]
}
