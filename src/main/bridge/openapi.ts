import * as z from 'zod'
import { statusOfKind } from '../../shared/errors.ts'
import type { AnyTool, BoundTool } from '../../shared/tool.ts'
import { chatAnswer, chatBody } from './chat-shapes.ts'
import { type RestResource, restResources } from './rest-resources.ts'

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
  const answerOf = (tool: AnyTool, status: string) => ({
    [status]: { description: 'Done', content: { 'application/json': { schema: schemaOf(tool.output, 'output') } } },
    ...errors,
  })
  const bodyOf = (tool: AnyTool) => ({
    content: { 'application/json': { schema: schemaOf(tool.input, 'input') } },
  })
  const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
  const resourcePaths = restResources.flatMap(({ path, list, create, get, update, remove }) => {
    const tags = [path]
    return [
      [
        `/api/v1/${path}`,
        {
          get: {
            operationId: `get_${path}`,
            summary: list.title,
            tags,
            parameters: queryOf(list),
            responses: answerOf(list, '200'),
          },
          post: {
            operationId: `post_${path}`,
            summary: create.title,
            tags,
            requestBody: bodyOf(create),
            responses: answerOf(create, '201'),
          },
        },
      ],
      [
        `/api/v1/${path}/{id}`,
        {
          parameters: [idParameter],
          get: {
            operationId: `get_${path}_by_id`,
            summary: get.tool.title,
            tags,
            responses: {
              '200': { description: 'Done', content: { 'application/json': { schema: oneOf(get) } } },
              ...errors,
            },
          },
          patch: {
            operationId: `patch_${path}`,
            summary: update.title,
            tags,
            requestBody: bodyOf(update),
            responses: answerOf(update, '200'),
          },
          delete: { operationId: `delete_${path}`, summary: remove.title, tags, responses: answerOf(remove, '200') },
        },
      ],
    ] as const
  })
  return {
    openapi: '3.1.0',
    info: { title: 'Sojourn', version, description: 'Trips, tasks and budgets on this machine.' },
    servers: [{ url }],
    security: [{ bearer: [] }],
    paths: Object.fromEntries([
      ...resourcePaths,
      [
        '/api/chat/{user_id}',
        {
          parameters: [{ ...idParameter, name: 'user_id' }],
          post: {
            operationId: 'chat',
            summary: 'One message to the assistant, its whole answer back; for the owner’s token alone',
            tags: ['chat'],
            requestBody: { content: { 'application/json': { schema: schemaOf(chatBody, 'input') } } },
            responses: {
              '200': {
                description: 'Done',
                content: { 'application/json': { schema: schemaOf(chatAnswer, 'output') } },
              },
              ...errors,
            },
          },
        },
      ],
      ...tools.flatMap((tool) => [
        [`/api/v1/tools/${tool.definition.name}/call`, { post: operation(tool, true) }],
        [`/tools/${tool.definition.name}`, { post: operation(tool, false) }],
      ]),
    ]),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorSchema },
    },
  }
}

/** What one row answers: the tool's output, or a row of the list that it is found in. */
function oneOf({ tool, rowsIn }: RestResource['get']): unknown {
  const schema = schemaOf(tool.output, 'output')
  if (rowsIn === undefined) return schema
  const rows = z.record(z.string(), z.object({ items: z.unknown() }).loose()).safeParse(pick(schema.properties, rowsIn))
  return rows.data?.[rowsIn]?.items ?? {}
}

const pick = (properties: unknown, name: string): unknown =>
  typeof properties === 'object' && properties !== null ? { [name]: Reflect.get(properties, name) } : {}

/** The fields of a list's input as query parameters. */
function queryOf(tool: AnyTool): Record<string, unknown>[] {
  const { properties } = z
    .object({ properties: z.record(z.string(), z.unknown()).default({}) })
    .parse(schemaOf(tool.args, 'input'))
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }))
}
