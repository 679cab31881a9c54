import type { Temporal } from '../../../shared/dates.ts'
import { type ErrorKind, SojournError } from '../../../shared/errors.ts'
import type { Profile } from '../../../shared/profile.ts'
import type { Scope } from '../../../shared/tool.ts'
import type { Registry } from '../../registry.ts'
import { type Exchange, faultCodes, McpFault } from './exchange.ts'
import { cursorFor, placeOf } from './paging.ts'
import type {
  McpResource,
  McpResourceTemplate,
  ResourceProvider,
  ResourceReader,
  ResourceText,
} from './resource-shapes.ts'
import { taskResources } from './task-resources.ts'
import { tripResources } from './trip-resources.ts'

/** Every server's resources, in the order in which they are listed. */
export const resourceProviders: readonly ResourceProvider[] = [taskResources, tripResources]

/** Reads for a client: every tool call behind a resource is the client's own, with its scopes. The door has counted the request. */
export function readerFor(
  registry: Registry,
  { identity, session }: Exchange,
  profile: Profile,
  now: Temporal.Instant,
  signal?: AbortSignal,
): ResourceReader {
  return {
    profile,
    now,
    async call(tool, input) {
      const { output } = await registry.call(tool.name, input, {
        user: identity.user,
        caller: identity.caller,
        scopes: identity.scopes,
        counted: true,
        ...(signal !== undefined && { signal }),
        ...(session !== undefined && { exchange: session }),
      })
      return tool.output.parse(output) as never
    },
  }
}

/** The providers that exist for an exchange: those of its server, whose scope it holds. */
export const providersFor = ({ identity, server }: Exchange): ResourceProvider[] =>
  resourceProviders.filter((one) => (server === undefined || one.server === server) && identity.scopes.has(one.scope))

/**
 * One page of the resources, provider after provider.
 * @throws McpFault where a provider cannot be read: never a list that is shorter than the truth
 */
export async function listResources(
  exchange: Exchange,
  reader: ResourceReader,
  cursor: string | undefined,
): Promise<{ resources: McpResource[]; nextCursor?: string }> {
  const providers = providersFor(exchange)
  const { index, inner } = placeIn(cursor, providers)
  const found: McpResource[] = []
  for (let at = index; at < providers.length; at += 1) {
    const provider = providers[at]
    if (provider === undefined) break
    const page = await asFault(() => provider.list(reader, at === index ? inner : undefined))
    found.push(...page.resources)
    if (page.next !== undefined) return { resources: found, nextCursor: cursorFor(`${provider.server} ${page.next}`) }
  }
  return { resources: found }
}

function placeIn(cursor: string | undefined, providers: ResourceProvider[]): { index: number; inner?: string } {
  const place = placeOf(cursor)
  if (place === undefined) return { index: 0 }
  const [server, inner] = place.split(' ', 2)
  const index = providers.findIndex((one) => one.server === server)
  if (index < 0 || inner === undefined) {
    throw new McpFault(faultCodes.invalidParams, 'The cursor is not one that this list returned.')
  }
  return { index, inner }
}

export const resourceTemplates = (exchange: Exchange): McpResourceTemplate[] =>
  providersFor(exchange).flatMap((one) => one.templates)

/** @throws McpFault `resourceNotFound` for an address that leads to nothing */
export async function readResource(exchange: Exchange, reader: ResourceReader, uri: string): Promise<ResourceText> {
  for (const provider of providersFor(exchange)) {
    const text = await asFault(() => provider.read(reader, uri), uri)
    if (text !== undefined) return text
  }
  throw notFound(uri)
}

/** Whether an address has the form of a resource that exists for this exchange. */
export function isResourceUri(exchange: Exchange, uri: string): boolean {
  return scopeOfUri(uri, exchange.server) !== undefined
}

/** The scope that an address needs, by its scheme; undefined for one of no server here. */
export function scopeOfUri(uri: string, server: string | undefined): Scope | undefined {
  const scheme = /^([a-z]+):\/\//.exec(uri)?.[1]
  return resourceProviders.find((one) => schemeOf(one) === scheme && (server === undefined || one.server === server))
    ?.scope
}

/** `trip` of trips, `task` of tasks: the scheme is the server's name in the singular. */
const schemeOf = (provider: ResourceProvider): string => provider.server.replace(/s$/, '')

export const notFound = (uri: string): McpFault =>
  new McpFault(faultCodes.resourceNotFound, `There is no resource at ${uri.slice(0, 200)}.`, { uri })

const codeOf: Partial<Record<ErrorKind, number>> = {
  invalid_input: faultCodes.invalidParams,
  rate_limited: faultCodes.rateLimited,
}

/** Runs a read; its failure as a protocol error that says what happened. */
export async function asFault<Result>(work: () => Promise<Result>, uri?: string): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof SojournError)) throw error
    if (error.kind === 'not_found' && uri !== undefined) throw notFound(uri)
    const code = codeOf[error.kind] ?? faultCodes.internal
    const message = error.hint === undefined ? error.message : `${error.message} ${error.hint}`
    throw new McpFault(code, message, error.toBody(), { cause: error })
  }
}
