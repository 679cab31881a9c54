import { randomBytes } from 'node:crypto'
import { SojournError } from '../../../shared/errors.ts'
import type { AnyTool, Progress } from '../../../shared/tool.ts'
import type { CallOutcome, Registry } from '../../registry.ts'
import { markedAsData } from '../../untrusted.ts'
import type { Catalogue } from './catalogue.ts'
import { type Exchange, faultCodes, McpFault } from './exchange.ts'
import { resultText } from './result-text.ts'

/** The answer of `tools/call`, the same in every revision. */
export type ToolResult = {
  content: { type: 'text'; text: string }[]
  structuredContent?: Record<string, unknown>
  isError?: boolean
  _meta?: Record<string, unknown>
}

export type LogLevel = 'debug' | 'info' | 'notice' | 'warning' | 'error'

/** What a call reports on while it runs. */
export interface CallReports {
  signal: AbortSignal
  progress?: (progress: Progress) => void
  log?: (level: LogLevel, data: Record<string, unknown>) => void
}

/** Prefix of what we put in `_meta`, so that it meets nobody else's. */
const metaPrefix = 'app.sojourn/'

/**
 * Calls a tool for an MCP client. A refusal or failure of the tool, input that does not fit included, is a tool error
 * that a model can read and act on.
 * @throws McpFault where there is no such tool
 */
export async function callTool(
  catalogue: Catalogue,
  registry: Registry,
  exchange: Exchange,
  call: { name: string; arguments?: Record<string, unknown> | undefined },
  reports: CallReports,
): Promise<ToolResult> {
  const tool = catalogue.find(exchange, call.name)?.definition
  if (tool === undefined) {
    throw new McpFault(faultCodes.invalidParams, `There is no tool called “${call.name.slice(0, 60)}”.`)
  }
  const { user, caller, scopes } = exchange.identity
  try {
    const outcome = await registry.call(tool.name, call.arguments ?? {}, {
      user,
      caller,
      scopes,
      signal: reports.signal,
      ...(exchange.session !== undefined && { exchange: exchange.session }),
      onProgress: (progress) => reports.progress?.(progress),
      onWaiting: (approvalId) => {
        reports.progress?.({ done: 0, message: `${tool.title} waits for the user’s word in Sojourn.` })
        reports.log?.('notice', { tool: tool.name, waiting_for_approval: approvalId })
      },
    })
    if (outcome.changeId !== undefined) {
      reports.log?.('info', { tool: tool.name, summary: outcome.summary, change_id: outcome.changeId })
    }
    return resultOf(tool, outcome)
  } catch (error) {
    if (!(error instanceof SojournError)) throw error
    if (['unavailable', 'timeout', 'internal'].includes(error.kind)) {
      reports.log?.('warning', { tool: tool.name, kind: error.kind, message: error.message })
    }
    return failureOf(error)
  }
}

function resultOf(tool: AnyTool, { output, changeId, summary }: CallOutcome): ToolResult {
  const structuredContent = Object.fromEntries(Object.entries(output ?? {}))
  const lines = [
    ...(summary === undefined ? [] : [`${summary}.`]),
    resultText(tool, structuredContent),
    ...(changeId === undefined ? [] : [`change_id: ${changeId} (undo_change takes it back)`]),
  ]
  const text = lines.filter((line) => line !== '').join('\n')
  const meta = {
    ...(changeId !== undefined && { [`${metaPrefix}change_id`]: changeId }),
    ...(tool.untrusted && { [`${metaPrefix}untrusted`]: true }),
  }
  return {
    content: [
      { type: 'text', text: tool.untrusted ? markedAsData(text, tool.name, randomBytes(6).toString('hex')) : text },
    ],
    structuredContent,
    ...(Object.keys(meta).length > 0 && { _meta: meta }),
  }
}

/** A failure in words a model can act on: what is wrong, what to do, and the id of an approval that waits. */
function failureOf(error: SojournError): ToolResult {
  const { hint, approvalId } = error
  const lines = [
    error.message,
    ...(hint === undefined ? [] : [hint]),
    ...(approvalId === undefined ? [] : [`approval_id: ${approvalId}`]),
  ]
  return {
    isError: true,
    content: [{ type: 'text', text: lines.join('\n') }],
    _meta: { [`${metaPrefix}error`]: error.toBody() },
  }
}
