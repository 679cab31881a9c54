import { useMemo } from 'react'
import { listTools } from '../../mcp/app/contract.ts'
import { type Scope, scopes } from '../../shared/tool.ts'
import { useTool } from '../app/tools.ts'

/** The scopes that some tool asks for, in their order; none until that is known. Others would let in to nothing. */
export function useScopesInUse(): readonly Scope[] {
  const { data } = useTool(listTools, {})
  return useMemo(() => {
    const used = new Set(data?.tools.map((tool) => tool.scope))
    return scopes.filter((scope) => used.has(scope))
  }, [data])
}
