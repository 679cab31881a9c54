import * as z from 'zod'
import type { AnyTool } from '../../../shared/tool.ts'

export type JsonSchema = { type: 'object'; [keyword: string]: unknown }
type Json = Record<string, unknown>

/** Fields that many tools take alike: listed by type alone. */
const plainFields = new Set(['idempotency_key', 'limit', 'cursor'])

/**
 * Keywords left out of what a model reads: the door checks them all the same, and its refusal names the field and the
 * rule. A pattern costs up to 90 tokens and tells a model less than the description beside it.
 */
const silent = new Set([
  '$schema',
  'additionalProperties',
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'propertyNames',
])

/** Top-level fields of a result that are told: beyond these a list of names helps no model. */
const outputFields = 6
const housekeeping = new Set(['created_at', 'updated_at', 'position', 'origin', 'retrieved_at'])

/**
 * A tool's input as MCP clients are told it, as JSON Schema 2020-12: its fields with their types, choices and
 * descriptions, and which are required; without the limits, patterns and formats that the door checks anyway, and
 * without `user_id`, which nobody need send. Inside a list within a list only required fields stand.
 */
export function inputSchemaOf(tool: AnyTool): JsonSchema {
  const { properties, required } = objectOf(z.toJSONSchema(tool.input, { io: 'input', unrepresentable: 'any' }))
  const fields = Object.entries(properties)
    .filter(([name]) => name !== 'user_id')
    .map(([name, schema]) => [name, plainFields.has(name) ? shallow(schema) : trimmed(schema, 0)])
  return {
    type: 'object',
    properties: Object.fromEntries(fields),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

/**
 * A tool's output as MCP clients are told it: the names and types of its most telling top-level fields (ids and status,
 * then lists, then the rest), at most six. It is true of every result, as what it leaves out it allows, and tells a
 * model what comes back at a tenth of the tokens. The whole schema stands in `/openapi.json`, and the door holds every
 * result against it.
 */
export function outputSchemaOf(tool: AnyTool): JsonSchema {
  const { properties, required } = objectOf(z.toJSONSchema(tool.output, { io: 'output', unrepresentable: 'any' }))
  const told = Object.entries(properties)
    .filter(([name]) => required.includes(name) && !housekeeping.has(name))
    .map(([name, schema]) => [name, shallow(schema)] as const)
    .toSorted(([a, one], [b, other]) => rank(a, one) - rank(b, other))
    .slice(0, outputFields)
  return { type: 'object', properties: Object.fromEntries(told) }
}

/** Ids and status first, then lists and objects, then values. */
function rank(name: string, schema: Json): number {
  if (name.endsWith('_id') || name === 'status') return 0
  return schema.type === 'array' || schema.type === 'object' ? 1 : 2
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
})
const objectOf = (schema: unknown) => objectSchema.parse(schema)

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** @param lists how many lists it stands within */
function trimmed(schema: unknown, lists: number): Json {
  if (!isObject(schema)) return {}
  const { anyOf, properties, items, required, ...rest } = schema
  const kept = Object.fromEntries(Object.entries(rest).filter(([keyword]) => !silent.has(keyword)))
  return {
    ...kept,
    ...(Array.isArray(anyOf) && either(anyOf.map((one) => trimmed(one, lists)))),
    ...(isObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties)
          .filter(([name]) => lists < 2 || (Array.isArray(required) && required.includes(name)))
          .map(([name, inner]) => [name, trimmed(inner, lists)]),
      ),
    }),
    ...(required !== undefined && { required }),
    ...(items !== undefined && { items: trimmed(items, lists + 1) }),
  }
}

/** Alternatives in their shortest form: those that read the same once, `T or null` as one type. */
function either(alternatives: Json[]): Json {
  const flat = alternatives.flatMap((one) =>
    Array.isArray(one.anyOf) && Object.keys(one).length === 1 ? one.anyOf : [one],
  )
  const distinct = [...new Map(flat.map((one) => [JSON.stringify(one), one])).values()]
  const only = distinct[0]
  if (distinct.length === 1 && isObject(only)) return only
  const other = distinct.find((one) => isObject(one) && one.type !== 'null')
  if (distinct.length === 2 && isObject(other) && typeof other.type === 'string' && other.enum === undefined) {
    const { type, ...rest } = other
    return distinct.some((one) => isObject(one) && one.type === 'null')
      ? { type: [type, 'null'], ...rest }
      : { anyOf: distinct }
  }
  return { anyOf: distinct }
}

function shallow(schema: unknown): Json {
  if (!isObject(schema)) return {}
  if (schema.const !== undefined) return { const: schema.const }
  return typeof schema.type === 'string' ? { type: schema.type } : {}
}
