import * as z from 'zod'

/** A JSON Schema, as far as a form is made from it. */
interface JsonSchema {
  type?: string | undefined
  description?: string | undefined
  enum?: unknown[] | undefined
  format?: string | undefined
  pattern?: string | undefined
  anyOf?: JsonSchema[] | undefined
  items?: JsonSchema | undefined
  properties?: Record<string, JsonSchema> | undefined
  required?: string[] | undefined
}

const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.object({
    type: z.string().optional().catch(undefined),
    description: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    anyOf: z.array(jsonSchema).optional(),
    items: jsonSchema.optional().catch(undefined),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
  }),
)

/** How a field is written: as text, a number, one of some words, words with commas, money, or JSON. */
export type FieldKind = 'text' | 'date' | 'number' | 'switch' | 'choice' | 'words' | 'money' | 'json'

export interface ToolField {
  name: string
  kind: FieldKind
  required: boolean
  description?: string
  choices?: string[]
}

const left = new Set(['user_id', 'idempotency_key', 'cursor'])

function kindOf(schema: JsonSchema): FieldKind {
  if (schema.enum !== undefined) return 'choice'
  if (schema.type === 'boolean') return 'switch'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'string')
    return schema.format === 'date' || schema.pattern === '^\\d{4}-\\d{2}-\\d{2}$' ? 'date' : 'text'
  if (schema.type === 'array' && schema.items?.type === 'string') return 'words'
  const names = Object.keys(schema.properties ?? {}).sort()
  if (schema.type === 'object' && names.join() === 'amount,currency') return 'money'
  const options = schema.anyOf?.filter((option) => option.type !== 'null') ?? []
  const first = options[0]
  if (first !== undefined && options.every((option) => option.type === 'string'))
    return options.length === 1 ? kindOf(first) : 'text'
  if (options.length === 1 && first !== undefined) return kindOf(first)
  return 'json'
}

/** The fields of a form for a tool, from its input schema: required ones first. */
export function fieldsOf(inputSchema: unknown): ToolField[] {
  const parsed = jsonSchema.safeParse(inputSchema)
  if (!parsed.success) return []
  const required = new Set(parsed.data.required)
  return Object.entries(parsed.data.properties ?? {})
    .filter(([name]) => !left.has(name))
    .map(([name, schema]): ToolField => {
      const choices = schema.enum?.filter((value) => typeof value === 'string')
      return {
        name,
        kind: kindOf(schema),
        required: required.has(name),
        ...(schema.description !== undefined && { description: schema.description }),
        ...(choices !== undefined && { choices }),
      }
    })
    .sort((a, b) => Number(b.required) - Number(a.required))
}

/**
 * The value of a field as it was typed; `undefined` where it is empty and so left out.
 * @throws SyntaxError for JSON that does not read
 */
export function typedValue(kind: FieldKind, text: string): unknown {
  const plain = text.trim()
  if (plain === '') return undefined
  if (kind === 'number') return Number(plain)
  if (kind === 'switch') return plain === 'true'
  if (kind === 'words') {
    return plain
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
  }
  if (kind === 'money') {
    const [amount = '', currency = ''] = plain.split(/\s+/)
    return { amount: Number(amount), currency: currency.toUpperCase() }
  }
  return kind === 'json' ? JSON.parse(plain) : plain
}
