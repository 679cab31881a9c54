import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  GetPromptRequestSchema,
  InitializeRequestSchema,
  type JSONRPCErrorResponse,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  SetLevelRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import { faultCodes } from './exchange.ts'
import type { JsonRpcMessage } from './messages.ts'

const requests = new Map(
  [
    CallToolRequestSchema,
    CompleteRequestSchema,
    GetPromptRequestSchema,
    InitializeRequestSchema,
    ListPromptsRequestSchema,
    ListResourcesRequestSchema,
    ListResourceTemplatesRequestSchema,
    ListToolsRequestSchema,
    ReadResourceRequestSchema,
    SetLevelRequestSchema,
    SubscribeRequestSchema,
    UnsubscribeRequestSchema,
  ].map((schema) => [schema.shape.method.value as string, schema] as const),
)

/**
 * The refusal of a request whose parameters do not fit its method, in a sentence; undefined where they do. The 1.x SDK
 * would answer with an internal error and what its validator printed.
 */
export function refusedParams({ method, id, params }: JsonRpcMessage): JSONRPCErrorResponse | undefined {
  const schema = method === undefined ? undefined : requests.get(method)
  if (schema === undefined || id === undefined) return undefined
  const issue = schema.safeParse({ method, params }).error?.issues[0]
  if (issue === undefined) return undefined
  const field = issue.path.slice(1).join('.')
  const why = issue.message.replace(/^Invalid (input|option):? ?/, '')
  const message = `${method}: ${field === '' ? 'its parameters do' : `“${field}” does`} not fit${why === '' ? '' : ` (${why})`}.`
  return { jsonrpc: '2.0', id, error: { code: faultCodes.invalidParams, message } }
}
