/** Requests that count against a client's calls beside tool calls, which the registry counts: what costs the host work. */
const counted: ReadonlySet<string> = new Set([
  'initialize',
  'server/discover',
  'tools/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'resources/subscribe',
  'resources/unsubscribe',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
  'subscriptions/listen',
])

/** Whether a request is counted at this door; the tool calls behind it then are not. */
export const isCounted = (method: string | undefined): boolean => method !== undefined && counted.has(method)
