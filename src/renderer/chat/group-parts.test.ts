import { describe, expect, it } from 'vitest'
import type { Part, ToolPart } from '../../shared/conversation.ts'
import { groupParts } from './group-parts.ts'

const tool = (call_id: string, rest: Partial<ToolPart> = {}): ToolPart => ({
  type: 'tool',
  call_id,
  name: 'get_trip',
  title: 'Get trip',
  status: 'done',
  input: {},
  ...rest,
})

describe('the parts of a message', () => {
  it('are shown as they are where nothing repeats', () => {
    const parts: Part[] = [tool('a'), { type: 'text', text: 'Done.' }, tool('b')]
    expect(groupParts(parts)).toEqual(parts)
  })

  it('fold look-ups in a row, never what changed, failed, runs or waits', () => {
    const changed = tool('c', { change_id: 'x' })
    const failed = tool('d', { status: 'failed' })
    const running = tool('e', { status: 'running' })
    expect(groupParts([tool('a'), tool('b'), changed, failed, tool('f'), tool('g'), tool('h'), running])).toEqual([
      { type: 'look-ups', parts: [tool('a'), tool('b')] },
      changed,
      failed,
      { type: 'look-ups', parts: [tool('f'), tool('g'), tool('h')] },
      running,
    ])
  })
})
