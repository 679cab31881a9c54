/**
 * Lets git find the hooks of `.githooks`. Runs after every `npm ci`, so it keeps quiet and never fails: outside a git
 * checkout, or without git, there is nothing to do.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..')
if (existsSync(resolve(project, '.git'))) {
  spawnSync('git', ['config', 'core.hooksPath', '.githooks'], { cwd: project, stdio: 'ignore' })
}
