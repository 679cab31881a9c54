import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const project = resolve(import.meta.dirname, '../..')
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Lints the files with the project's own Biome settings, in a folder of their own. */
function lint(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'sojourn-cycles-'))
  folders.push(folder)
  mkdirSync(join(folder, 'src'))
  const { $schema: _, vcs: __, ...settings } = JSON.parse(readFileSync(join(project, 'biome.json'), 'utf8'))
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(settings))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'src', name), text)
  return spawnSync(process.execPath, [biome, 'lint', 'src'], { cwd: folder, encoding: 'utf8' })
}

test('a cycle is refused, even one of types through a re-export and a tsx file', () => {
  const { status, stderr } = lint({
    'a.ts': "import type { B } from './b.ts'\nexport type A = B\n",
    'b.ts': "export type { C as B } from './c.tsx'\n",
    'c.tsx': "import type { A } from './a.ts'\nexport type C = A\nexport const c = <div />\n",
  })
  expect(stderr).toContain('noImportCycles')
  expect(status).toBe(1)
})

test('a diamond is none', () => {
  const { status, stderr } = lint({
    'a.ts': "export { b } from './b.ts'\nexport { c } from './c.ts'\n",
    'b.ts': "import { d } from './d.ts'\n\nexport const b = d\n",
    'c.ts': "import { d } from './d.ts'\n\nexport const c = d\n",
    'd.ts': 'export const d = 1\n',
  })
  expect(stderr).not.toContain('noImportCycles')
  expect(status).toBe(0)
})
