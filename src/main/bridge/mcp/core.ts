import type { Temporal } from '../../../shared/dates.ts'
import type { Profile } from '../../../shared/profile.ts'
import type { Scope } from '../../../shared/tool.ts'
import type { Registry } from '../../registry.ts'
import { type CallReports, callTool, type ToolResult } from './call-tool.ts'
import { Catalogue, grants, type McpTool, mcpToolOf } from './catalogue.ts'
import { type CompletionRequest, type CompletionResult, complete } from './completion.ts'
import type { Exchange } from './exchange.ts'
import { pageOfAll } from './paging.ts'
import { getPrompt, listPrompts, type McpPrompt, type PromptMessage } from './prompts.ts'
import type { McpResource, McpResourceTemplate, ResourceReader, ResourceText } from './resource-shapes.ts'
import { listResources, readerFor, readResource, resourceTemplates, scopeOfUri } from './resources.ts'

export interface McpCoreOptions {
  registry: Registry
  profile: () => Profile
  clock: () => Temporal.Instant
  version: string
  /** Entries on a page of tools, prompts and templates (default 100: some clients read the first page alone). */
  pageSize?: number
}

type Page<Name extends string, Item> = { [key in Name]: Item[] } & { nextCursor?: string }

/** All that MCP clients are offered, free of either SDK: each adapter translates this to one era of the protocol. */
export class McpCore {
  readonly catalogue: Catalogue
  readonly #options: McpCoreOptions

  constructor(options: McpCoreOptions) {
    this.#options = options
    this.catalogue = new Catalogue(options.registry)
  }

  get serverInfo(): { name: string; title: string; version: string } {
    return { name: 'sojourn', title: 'Sojourn', version: this.#options.version }
  }

  /** What an assistant should know before its first call. */
  get instructions(): string {
    return [
      'Sojourn keeps this person’s trips, budgets and to-do list on this machine.',
      'Dates are local to the place; ids come from lists and searches; results say what is an estimate.',
      'Each change answers with a change_id that undo_change takes back. Where a call needs approval, say so, and repeat the same call once the person has agreed in the app.',
    ].join(' ')
  }

  listTools(exchange: Exchange, cursor: string | undefined): Page<'tools', McpTool> {
    const { items, ...next } = this.#page(this.catalogue.list(exchange), cursor)
    return { tools: items.map((tool) => mcpToolOf(tool.definition)), ...next }
  }

  callTool(
    exchange: Exchange,
    call: { name: string; arguments?: Record<string, unknown> | undefined },
    reports: CallReports,
  ): Promise<ToolResult> {
    return callTool(this.catalogue, this.#options.registry, exchange, call, reports)
  }

  listResources(exchange: Exchange, cursor: string | undefined): Promise<Page<'resources', McpResource>> {
    return listResources(exchange, this.#reader(exchange), cursor)
  }

  listResourceTemplates(
    exchange: Exchange,
    cursor: string | undefined,
  ): Page<'resourceTemplates', McpResourceTemplate> {
    const { items, ...next } = this.#page(resourceTemplates(exchange), cursor)
    return { resourceTemplates: items, ...next }
  }

  async readResource(exchange: Exchange, uri: string, signal?: AbortSignal): Promise<{ contents: ResourceText[] }> {
    return { contents: [await readResource(exchange, this.#reader(exchange, signal), uri)] }
  }

  listPrompts(exchange: Exchange, cursor: string | undefined): Page<'prompts', McpPrompt> {
    const { items, ...next } = this.#page(listPrompts(exchange), cursor)
    return { prompts: items, ...next }
  }

  getPrompt(
    exchange: Exchange,
    name: string,
    args: Record<string, string> | undefined,
  ): Promise<{ description: string; messages: PromptMessage[] }> {
    return getPrompt(exchange, this.#reader(exchange), name, args)
  }

  complete(exchange: Exchange, request: CompletionRequest): Promise<CompletionResult> {
    return complete(exchange, this.#reader(exchange), request)
  }

  /** The scope that a message needs and its sender was not granted, so that the door can ask for it (403). */
  missingScope(exchange: Exchange, method: string, params: Record<string, unknown>): Scope | undefined {
    const needed = this.#neededScopes(exchange, method, params)
    return needed.find((scope) => !grants(exchange, scope))
  }

  #neededScopes(exchange: Exchange, method: string, params: Record<string, unknown>): Scope[] {
    if (method === 'tools/call') {
      const scope =
        typeof params.name === 'string' ? this.catalogue.find(exchange, params.name)?.definition.scope : null
      return scope === null || scope === undefined ? [] : [scope]
    }
    if (method === 'resources/read' || method === 'resources/subscribe') return scopesOf([params.uri], exchange.server)
    if (method === 'subscriptions/listen') {
      const { notifications } = params
      const uris =
        typeof notifications === 'object' && notifications !== null && 'resourceSubscriptions' in notifications
          ? notifications.resourceSubscriptions
          : []
      return scopesOf(Array.isArray(uris) ? uris : [], exchange.server)
    }
    return []
  }

  #page<Item>(all: readonly Item[], cursor: string | undefined) {
    return pageOfAll(all, cursor, this.#options.pageSize ?? 100)
  }

  #reader(exchange: Exchange, signal?: AbortSignal): ResourceReader {
    const { registry, profile, clock } = this.#options
    return readerFor(registry, exchange, profile(), clock(), signal)
  }
}

const scopesOf = (uris: readonly unknown[], server: string | undefined): Scope[] =>
  uris.flatMap((uri) => {
    const scope = typeof uri === 'string' ? scopeOfUri(uri, server) : undefined
    return scope === undefined ? [] : [scope]
  })
