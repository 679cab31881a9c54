import { expect, it } from 'vitest'
import { budgetContract } from './contract.ts'

it('every tool of the budget needs a permission for trips: to see them, or to change them', () => {
  for (const { name, scope, effect } of budgetContract.tools) {
    expect(scope, name).toBe(effect === 'read' ? 'trips:read' : 'trips:write')
  }
})
