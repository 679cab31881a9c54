import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { essentials } from '../../../shared/client-policy.ts'
import { legacyClient } from './clients/testing.ts'
import { lab, openTestDoor, type TestDoor } from './testing.ts'

describe('the essentials profile', () => {
  let door: TestDoor
  beforeAll(async () => {
    door = await openTestDoor()
  })
  afterAll(() => door.dispose())

  const listed = async () => {
    await using local = await legacyClient(door.url, 'local')
    return (await local.client.listTools()).tools
  }

  it('is at most 24 tools and 5,000 tokens, as a client sees them', async () => {
    const tools = await listed()
    expect(tools.map((tool) => tool.name).toSorted()).toEqual(
      essentials.filter((name) => tools.some((tool) => tool.name === name)).toSorted(),
    )
    expect(tools.length).toBeGreaterThanOrEqual(16)
    expect(tools.length).toBeLessThanOrEqual(24)
    expect(encode(JSON.stringify(tools)).length).toBeLessThanOrEqual(5000)
  })

  it('leaves room for the tools of the catalogue that are still to come', async () => {
    const tools = await listed()
    const tokens = encode(JSON.stringify(tools)).length
    const toCome = essentials.length - tools.length
    // A tool of ours takes about 200 tokens.
    expect(tokens + toCome * 200).toBeLessThanOrEqual(5000)
  })

  it('hides every other tool, from calls too', async () => {
    const tools = await listed()
    for (const name of [...lab, 'create_trip', 'get_current_time']) {
      expect(tools.map((tool) => tool.name)).not.toContain(name)
    }
  })
})
