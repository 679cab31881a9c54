import files, {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupOf, bytesOf, type FileSteps, readConfig, writeConfig } from './config-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sojourn-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('writes with the mode of before, keeps what stood there beside it, and leaves nothing else', () => {
  const file = join(folder, 'mcp.json')
  writeFileSync(file, '{}')
  chmodSync(file, 0o640)
  const config = readConfig(file)
  writeConfig(config, bytesOf(config, '{"a":1}'), true)
  expect(readFileSync(file, 'utf8')).toBe('{"a":1}')
  expect(statSync(file).mode & 0o777).toBe(0o640)
  expect(readFileSync(backupOf(file), 'utf8')).toBe('{}')
  expect(readdirSync(folder).sort()).toEqual(['mcp.json', 'mcp.json.sojourn-backup'])
})

test('makes a new file, and its folder, for the user alone', () => {
  const config = readConfig(join(folder, 'new', 'mcp.json'))
  writeConfig(config, bytesOf(config, '{}'), true)
  expect(statSync(join(folder, 'new', 'mcp.json')).mode & 0o777).toBe(0o600)
})

test('follows a link and leaves it a link', () => {
  const real = join(folder, 'dotfiles.json')
  const link = join(folder, 'mcp.json')
  writeFileSync(real, '{}')
  symlinkSync(real, link)
  const config = readConfig(link)
  writeConfig(config, bytesOf(config, '{"a":1}'), true)
  expect(files.lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(real, 'utf8')).toBe('{"a":1}')
})

test('keeps a byte order mark', () => {
  const file = join(folder, 'mcp.json')
  writeFileSync(file, '\ufeff{}')
  const config = readConfig(file)
  expect(config.text).toBe('{}')
  writeConfig(config, bytesOf(config, '{"a":1}'), false)
  expect(readFileSync(file, 'utf8')).toBe('\ufeff{"a":1}')
})

test('refuses what is no UTF-8, and what another program changed meanwhile', () => {
  const file = join(folder, 'mcp.json')
  writeFileSync(file, Buffer.from('{"a":"é"}', 'latin1'))
  expect(() => readConfig(file)).toThrow(/not written in UTF-8/)
  writeFileSync(file, '{}')
  const config = readConfig(file)
  writeFileSync(file, '{"theirs":1}')
  expect(() => writeConfig(config, bytesOf(config, '{"ours":1}'), true)).toThrow(/changed by another program/)
  expect(readFileSync(file, 'utf8')).toBe('{"theirs":1}')
})

test('broken off at any step, the file is what it was or what it should be, whole', () => {
  const file = join(folder, 'mcp.json')
  const names = [
    'mkdirSync',
    'openSync',
    'writeSync',
    'fsyncSync',
    'closeSync',
    'chmodSync',
    'readFileSync',
    'renameSync',
  ] as const
  let broken = 0
  for (let at = 1; at <= 20; at += 1) {
    writeFileSync(file, 'before')
    let step = 0
    const steps = { ...files } as Record<string, unknown>
    for (const name of names) {
      steps[name] = (...args: unknown[]) => {
        step += 1
        if (step === at) throw new Error('no space left')
        return (files[name] as (...given: unknown[]) => unknown)(...args)
      }
    }
    const config = readConfig(file)
    try {
      writeConfig(config, Buffer.from('after'), true, steps as unknown as FileSteps)
      expect(readFileSync(file, 'utf8')).toBe('after')
    } catch {
      broken += 1
      expect(readFileSync(file, 'utf8')).toBe('before')
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  }
  expect(broken).toBeGreaterThan(8)
})
