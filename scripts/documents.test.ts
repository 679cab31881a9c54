import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'

const project = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(resolve(project, path), 'utf8')
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync('docs/*.md', { cwd: project })]
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')))

test.each(documents)('every link and picture of %s leads somewhere', (path) => {
  const targets = [...read(path).matchAll(/\]\((?!https?:)([^)#]+)/g)].flatMap(([, target]) => target ?? [])
  expect(targets.filter((target) => !existsSync(resolve(project, dirname(path), target)))).toEqual([])
})

test.each(documents)('every npm command of %s exists', (path) => {
  const named = [...read(path).matchAll(/npm (?:-s )?run (?:-s )?([a-z][\w:]*)/g)].flatMap(([, name]) => name ?? [])
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

test('the two commands of the README are there as they stand', () => {
  expect(read('README.md')).toContain('\nnpm ci && npm start\n')
  expect(read('README.md')).toContain('\nnpm ci && npm test\n')
  expect(scripts).toHaveProperty('start')
  expect(scripts).toHaveProperty('test')
})

test('the guide covers what the README says', () => {
  expect(readdirSync(resolve(project, 'resources/guide')).length).toBeGreaterThanOrEqual(45)
})

test('.env.example names each variable that the program reads, once, and sets none', () => {
  const lines = read('.env.example').split('\n').filter(Boolean)
  expect(lines.filter((line) => !line.startsWith('#'))).toEqual([])
  const offered = lines.flatMap((line) => /^#([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? [])
  expect(new Set(offered).size).toBe(offered.length)
  const sources = globSync('src/**/*.ts', { cwd: project }).filter((path) => !path.endsWith('.test.ts'))
  const used = sources.flatMap((path) => read(path).match(/\bSOJOURN_[A-Z_]+\b/g) ?? [])
  expect([...new Set(used)].filter((name) => !offered.includes(name))).toEqual([])
})

test('dependencies are exact, and the lockfile names no host', () => {
  const manifest = z
    .object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')))
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  expect(read('package-lock.json')).not.toMatch(/"resolved"/)
})
