import { resolveCity } from '../../../mcp/places/contract.ts'
import { grants } from './catalogue.ts'
import type { Exchange } from './exchange.ts'
import { completionOf } from './prompts.ts'
import type { ResourceReader } from './resource-shapes.ts'
import { asFault, providersFor } from './resources.ts'
import { tripsLike } from './trip-resources.ts'

export type CompletionRequest = {
  ref: { type: 'ref/prompt'; name: string } | { type: 'ref/resource'; uri: string }
  argument: { name: string; value: string }
}

export type CompletionResult = { completion: { values: string[]; total: number; hasMore: boolean } }

/** The most values that MCP lets a completion return. */
const most = 100

/** What a half-typed argument of a prompt or variable of a template could become, the likeliest first. */
export async function complete(
  exchange: Exchange,
  reader: ResourceReader,
  { ref, argument }: CompletionRequest,
): Promise<CompletionResult> {
  const values = await asFault(() =>
    ref.type === 'ref/prompt'
      ? ofPrompt(exchange, reader, ref.name, argument)
      : ofTemplate(exchange, reader, ref.uri, argument),
  )
  return { completion: { values: values.slice(0, most), total: values.length, hasMore: values.length > most } }
}

async function ofPrompt(
  exchange: Exchange,
  reader: ResourceReader,
  prompt: string,
  { name, value }: CompletionRequest['argument'],
): Promise<string[]> {
  const completion = completionOf(exchange, prompt, name)
  if (completion === undefined) return []
  if (completion === 'trip') return (await tripsLike(reader, value)).map((trip) => trip.title)
  if (completion === 'city') return grants(exchange, resolveCity.scope) ? citiesLike(reader, value) : []
  return completion.filter((one) => one.startsWith(value.trim().toLowerCase()))
}

async function ofTemplate(
  exchange: Exchange,
  reader: ResourceReader,
  template: string,
  { name, value }: CompletionRequest['argument'],
): Promise<string[]> {
  for (const provider of providersFor(exchange)) {
    const values = await provider.complete?.(reader, template, name, value)
    if (values !== undefined) return values
  }
  return []
}

/** Cities by the last of the names typed with commas between; the names before it stay. */
async function citiesLike(reader: ResourceReader, typed: string): Promise<string[]> {
  const cut = typed.lastIndexOf(',') + 1
  const before = cut === 0 ? '' : `${typed.slice(0, cut).trim()} `
  const name = typed.slice(cut).trim()
  if (name.length < 2) return []
  const { candidates } = await reader.call(resolveCity, { name: name.slice(0, 100) })
  return [...new Set(candidates.map((one) => `${before}${one.name}`))]
}
