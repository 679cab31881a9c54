import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectDir } from '../../environment.ts'
import { openAuthorization } from './testing.ts'

/** The custom properties of a block of CSS, by name. */
const propertiesOf = (block = '') =>
  new Map([...block.matchAll(/(--[a-z-]+):\s*([^;}]+)/g)].map(([, name = '', value = '']) => [name, value.trim()]))

it('has the colours of the app, light and dark', async () => {
  const door = await openAuthorization()
  const page = await (await door.get('/consent/none')).text()
  await door.close()
  const app = readFileSync(join(projectDir, 'src', 'renderer', 'styles.css'), 'utf8')
  for (const [ours, theirs] of [
    [/:root\{color-scheme:light;([^}]+)/, /:root \{([^}]+)/],
    [/:root\.dark\{([^}]+)/, /\.dark \{([^}]+)/],
  ] as const) {
    const own = propertiesOf(ours.exec(page)?.[1])
    const known = propertiesOf(theirs.exec(app)?.[1])
    expect(own.size).toBeGreaterThan(10)
    for (const [name, value] of own) expect(`${name}: ${value}`).toBe(`${name}: ${known.get(name)}`)
  }
})
