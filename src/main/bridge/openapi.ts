import * as z from 'zod'
import { statusOfKind } from '../../shared/errors.ts'
import type { BoundTool } from '../../shared/tool.ts'

/** A tool's schema as JSON Schema 2020-12. `io` chooses what goes in (defaults optional) or what comes out. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
}

const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['kind', 'message'],
      properties: {
        kind: { type: 'string', enum: Object.keys(statusOfKind) },
        message: { type: 'string' },
        hint: { type: 'string' },
        issues: {
          type: 'array',
          items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
        },
      },
    },
  },
}

/** The OpenAPI 3.1 description of the REST door, from the tool definitions. */
export function openApi(tools: BoundTool[], version: string, url: string): Record<string, unknown> {
  const errors = Object.fromEntries(
    [...new Set(Object.values(statusOfKind))].map((status) => [
      String(status),
      { description: 'Refused', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
    ]),
  )
  const operation = (tool: BoundTool, wrapped: boolean) => {
    const input = schemaOf(tool.definition.input, 'input')
    const output = schemaOf(tool.definition.output, 'output')
    return {
      operationId: wrapped ? `${tool.definition.name}_call` : tool.definition.name,
      summary: tool.definition.title,
      description: tool.definition.description,
      tags: [tool.server],
      requestBody: {
        content: {
          'application/json': { schema: wrapped ? { type: 'object', properties: { params: input } } : input },
        },
      },
      responses: {
        '200': {
          description: 'Done',
          content: {
            'application/json': {
              schema: wrapped ? { type: 'object', required: ['result'], properties: { result: output } } : output,
            },
          },
        },
        ...errors,
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sojourn', version, description: 'Trips, tasks and memory on this machine.' },
    servers: [{ url }],
    security: [{ bearer: [] }],
    paths: Object.fromEntries(
      tools.flatMap((tool) => [
        [`/api/v1/tools/${tool.definition.name}/call`, { post: operation(tool, true) }],
        [`/tools/${tool.definition.name}`, { post: operation(tool, false) }],
      ]),
    ),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorSchema },
    },
  }
}
