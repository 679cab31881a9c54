/**
 * Checks who imports whom in `src`: `node scripts/check-floors.ts`. Prints each import that breaks a rule of
 * `docs/architecture.md` and ends with 1 where there is one. Cycles are Biome's part (`noImportCycles`).
 */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { violationsOf } from './floors/check.ts'

const project = resolve(import.meta.dirname, '..')
const paths = globSync('src/**/*.{ts,tsx}', { cwd: project }).map((path) => path.replaceAll('\\', '/'))
const violations = paths.sort().flatMap((path) => violationsOf(path, readFileSync(resolve(project, path), 'utf8')))

for (const { path, line, message } of violations) console.error(`${path}:${line} ${message}`)
console.error(
  violations.length === 0
    ? `Floors: ${paths.length} files, every import is allowed.`
    : `Floors: ${violations.length} imports are not allowed. docs/architecture.md says who may import whom.`,
)
process.exitCode = violations.length === 0 ? 0 : 1
