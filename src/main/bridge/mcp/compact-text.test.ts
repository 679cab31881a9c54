import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactText } from './compact-text.ts'

describe('a result as short text', () => {
  it('has a line for each field, and one for each entry of a list', () => {
    expect(
      compactText({
        tasks: [
          {
            task_id: 'a',
            title: 'Buy milk',
            labels: ['home', 'shop'],
            position: 3,
            cost: { amount: 2.5, currency: 'EUR' },
          },
          {
            task_id: 'b',
            title: 'Two\nlines',
            labels: [],
            done: false,
            steps: [{ step: 'first' }, { step: 'second' }],
          },
        ],
        findings: [],
        ok: false,
        note: undefined,
        next_cursor: '50',
      }),
    ).toBe(
      [
        'tasks (2):',
        '  - task_id: a; title: Buy milk; labels: home, shop; cost: amount 2.5, currency EUR',
        '  - task_id: b; title: Two ⏎ lines',
        '    steps (2):',
        '      - step: first',
        '      - step: second',
        'findings: none',
        'ok: false',
        'next_cursor: 50',
      ].join('\n'),
    )
  })

  it('keeps the text of a page, and clips what is long within a list', () => {
    const page = 'word '.repeat(600)
    expect(compactText({ content: page })).toBe(`content: ${page}`)
    expect(compactText({ pages: [{ content: page }] }).length).toBeLessThan(450)
  })

  it('ends where there is no more room, and says so', () => {
    const many = compactText({ tasks: Array.from({ length: 1000 }, (_, index) => ({ title: `Task ${index}` })) }, 500)
    expect(many.length).toBeLessThan(600)
    expect(many).toMatch(/\n… cut here; .*$/)
  })

  it('is short and never fails, whatever it is given', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 4 }), (value) => {
        expect(compactText(value).length).toBeLessThan(6100)
      }),
    )
  })
})
