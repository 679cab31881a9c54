import { getBridge, listConsents } from '../../mcp/app/contract.ts'
import { useTool } from '../app/tools.ts'

/** What stands at the Connections entry wherever one is: how many wait to be let in, and whether the bridge is stopped. */
export function useConnectionsState(): { waiting: number; stopped: boolean } {
  const { data: bridge } = useTool(getBridge, {})
  const { data: consents } = useTool(listConsents, {})
  return { waiting: consents?.consents.length ?? 0, stopped: bridge?.enabled === false }
}
