import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openTestDatabase } from '../database/testing.ts'
import { keyFileSealer } from './key-file-sealer.ts'
import { passphraseSealer } from './passphrase-sealer.ts'
import type { Sealer } from './sealer.ts'
import { createSecrets } from './secrets.ts'
import { Vault } from './vault.ts'

/** Cheap, so that tests are quick; the cost stands in the sealed text. */
const withPassphrase = (passphrase: string): Sealer =>
  passphraseSealer(passphrase, { cost: 2 ** 10, blockSize: 8, parallelization: 1 })
const field = { table: 'memories', column: 'text', row: 'm1' }

function folder() {
  const dir = mkdtempSync(path.join(tmpdir(), 'sojourn-vault-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const vaultFile = path.join(dir, 'vault.json')
  const keyFile = path.join(dir, 'vault.key')
  return { dir, vaultFile, keyFile, byKeyFile: keyFileSealer(keyFile) }
}

describe.each([
  ['a key file', (dir: string) => keyFileSealer(path.join(dir, 'vault.key'))],
  ['a passphrase', () => withPassphrase('corréct horse')],
])('sealed with %s', (_what, sealer) => {
  test('any text comes back, after a restart too, and never shows', async () => {
    const { dir, vaultFile } = folder()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        const sealed = await new Vault(dir, [sealer(dir)]).encrypt(text, field)
        expect(await new Vault(dir, [sealer(dir)]).decrypt(sealed, field)).toBe(text)
        if (text.length > 4) expect(sealed).not.toContain(text)
      }),
      { numRuns: 20 },
    )
    expect(statSync(vaultFile).mode & 0o777).toBe(0o600)
  })

  test('a field opens only where it belongs, and only unchanged', async () => {
    const { dir } = folder()
    const vault = new Vault(dir, [sealer(dir)])
    const sealed = await vault.encrypt('likes quiet hotels', field)
    for (const other of [{ table: 'secrets' }, { column: 'title' }, { row: 'm2' }]) {
      await expect(vault.decrypt(sealed, { ...field, ...other })).rejects.toThrow()
    }
    const changed = `${sealed.slice(0, -8)}${sealed.at(-8) === 'A' ? 'B' : 'A'}${sealed.slice(-7)}`
    await expect(vault.decrypt(changed, field)).rejects.toThrow()
    await expect(vault.decrypt('plain', field)).rejects.toThrow('not a field')
    expect(await vault.encrypt('likes quiet hotels', field)).not.toBe(sealed)
  })
})

describe('a locked vault', () => {
  test.each([
    ['another passphrase', () => [withPassphrase('wrong')], 'not the one', 'right SOJOURN_PASSPHRASE'],
    [
      'no passphrase',
      (dir: string) => [keyFileSealer(path.join(dir, 'vault.key'))],
      'are locked',
      'SOJOURN_PASSPHRASE set',
    ],
    ['nothing', () => [], 'are locked', 'SOJOURN_PASSPHRASE set'],
  ])('sealed with a passphrase and opened with %s says how to unlock it', async (_what, sealers, message, hint) => {
    const { dir, keyFile } = folder()
    const sealed = await new Vault(dir, [withPassphrase('right')]).encrypt('text', field)
    const vault = new Vault(dir, sealers(dir))
    const locked = { kind: 'locked', message: expect.stringContaining(message), hint: expect.stringContaining(hint) }
    await expect(vault.decrypt(sealed, field)).rejects.toMatchObject(locked)
    await expect(vault.encrypt('more', field)).rejects.toMatchObject(locked)
    expect(await vault.problem()).toMatchObject(locked)
    expect(vault.sealedWith).toBe('passphrase')
    expect(existsSync(keyFile)).toBe(false)
  })

  test('of the desktop says so; and opens with any sealer of its kind among several', async () => {
    const { dir, byKeyFile } = folder()
    const keyStore: Sealer = { ...withPassphrase('of the system'), kind: 'safe_storage' }
    const sealed = await new Vault(dir, [keyStore]).encrypt('text', field)
    await expect(new Vault(dir, [byKeyFile]).decrypt(sealed, field)).rejects.toMatchObject({
      kind: 'locked',
      hint: expect.stringContaining('desktop app'),
    })
    expect(await new Vault(dir, [byKeyFile, keyStore]).decrypt(sealed, field)).toBe('text')
  })

  test('whose key file is missing, another or damaged says so', async () => {
    const { dir, keyFile, byKeyFile } = folder()
    const sealed = await new Vault(dir, [byKeyFile]).encrypt('text', field)
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
    const key = readFileSync(keyFile)
    const open = () => new Vault(dir, [byKeyFile]).decrypt(sealed, field)
    rmSync(keyFile)
    await expect(open()).rejects.toMatchObject({ kind: 'locked', message: 'The key file is missing.' })
    writeFileSync(keyFile, Buffer.alloc(32, 7).toString('base64url'))
    await expect(open()).rejects.toMatchObject({ kind: 'locked', message: expect.stringContaining('not the one') })
    writeFileSync(keyFile, 'short')
    await expect(open()).rejects.toMatchObject({ kind: 'locked', message: 'The key file is damaged.' })
    writeFileSync(keyFile, key)
    chmodSync(keyFile, 0o644)
    expect(await open()).toBe('text')
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  })

  test('whose vault.json is damaged or another’s says so, and opens once it is put right', async () => {
    const { dir, vaultFile, byKeyFile } = folder()
    const vault = new Vault(dir, [byKeyFile])
    const sealed = await vault.encrypt('text', field)
    const content = readFileSync(vaultFile)
    writeFileSync(vaultFile, '{')
    const again = new Vault(dir, [byKeyFile])
    expect(await again.problem()).toMatchObject({
      kind: 'locked',
      message: expect.stringContaining('vault.json is damaged'),
    })
    rmSync(vaultFile)
    await expect(again.decrypt(sealed, field)).rejects.toMatchObject({
      kind: 'locked',
      message: expect.stringContaining('another vault.json'),
    })
    writeFileSync(vaultFile, content)
    expect(await new Vault(dir, [byKeyFile]).decrypt(sealed, field)).toBe('text')
  })
})

test('what was sealed stays readable when the key is sealed with something else', async () => {
  const { dir, byKeyFile } = folder()
  const vault = new Vault(dir, [byKeyFile])
  const sealed = await vault.encrypt('text', field)
  await vault.reseal(withPassphrase('new'))
  expect(await new Vault(dir, [withPassphrase('new')]).decrypt(sealed, field)).toBe('text')
  await expect(new Vault(dir, [byKeyFile]).decrypt(sealed, field)).rejects.toMatchObject({ kind: 'locked' })
})

test('calls at once make one key', async () => {
  const { dir, byKeyFile } = folder()
  const vault = new Vault(dir, [byKeyFile])
  const sealed = await Promise.all(['a', 'b', 'c'].map((text) => vault.encrypt(text, field)))
  expect(await Promise.all(sealed.map((text) => new Vault(dir, [byKeyFile]).decrypt(text, field)))).toEqual([
    'a',
    'b',
    'c',
  ])
})

test('secrets are kept per user, listed by name, and removed while the vault is locked', async () => {
  const { database, dir, dispose } = await openTestDatabase({ migrations: [], journaled: [] })
  onTestFinished(dispose)
  const secrets = createSecrets(database, new Vault(dir, [withPassphrase('right')]))
  await secrets.set('ann', 'duffel', 'key-1')
  await secrets.set('ann', 'duffel', 'key-2')
  await secrets.set('ann', 'apify', 'key-3')
  expect(await secrets.get('ann', 'duffel')).toBe('key-2')
  expect(await secrets.get('bob', 'duffel')).toBeUndefined()
  const locked = createSecrets(database, new Vault(dir, []))
  await expect(locked.get('ann', 'duffel')).rejects.toMatchObject({ kind: 'locked' })
  expect(await locked.list('ann')).toEqual(['apify', 'duffel'])
  expect(await locked.delete('bob', 'duffel')).toBe(false)
  expect(await locked.delete('ann', 'duffel')).toBe(true)
  expect(await locked.list('ann')).toEqual(['apify'])
  expect(readFileSync(database.file).includes('key-3') || readFileSync(`${database.file}-wal`).includes('key-3')).toBe(
    false,
  )
})
