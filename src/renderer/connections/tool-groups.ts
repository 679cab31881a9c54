import type { ClientOnWire, listTools } from '../../mcp/app/contract.ts'
import { essentials } from '../../shared/client-policy.ts'
import type { OutputOf } from '../../shared/tool.ts'

export type OfferedTool = Pick<OutputOf<typeof listTools>['tools'][number], 'name' | 'title' | 'description' | 'server'>

/** Tools by their server, in the order given, as far as a query finds them. */
export function groupTools<Tool extends OfferedTool>(
  tools: readonly Tool[],
  query: string,
): { server: string; tools: Tool[] }[] {
  const wanted = query.trim().toLowerCase()
  const found = tools.filter((tool) =>
    [tool.name, tool.title, tool.description, tool.server].some((text) => text.toLowerCase().includes(wanted)),
  )
  return [...Map.groupBy(found, (tool) => tool.server)].map(([server, group]) => ({ server, tools: group }))
}

/** What is ticked when the choice is opened: what the client has, as far as it is known here by name. */
export function firstChoice(profile: ClientOnWire['profile'], tools: readonly OfferedTool[]): ReadonlySet<string> {
  if (profile === 'everything') return new Set(tools.map((tool) => tool.name))
  if (profile === 'essentials') return new Set(essentials)
  const known = new Set(tools.map((tool) => tool.name))
  return new Set(profile.filter((name) => known.has(name)))
}
