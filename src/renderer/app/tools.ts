import { useQuery } from '@tanstack/react-query'
import { type ErrorBody, SojournError } from '../../shared/errors.ts'
import type { HostApi } from '../../shared/host-api.ts'
import type { AnyTool, InputOf, OutputOf } from '../../shared/tool.ts'
import { useHost } from './host.ts'

/** What a tool answered, with the change set it made where it made one. */
export interface Answer<Output> {
  output: Output
  changeId?: string
}

/** Calls a tool by its definition, typed by it. Throws the tool's `SojournError`. */
export async function callTool<T extends AnyTool>(
  host: HostApi,
  definition: T,
  input: InputOf<T>,
): Promise<Answer<OutputOf<T>>> {
  const result = await host.call(definition.name, input)
  if (!result.ok) throw SojournError.fromBody(result.error)
  const output = definition.output.safeParse(result.output)
  if (!output.success) {
    const where = output.error.issues[0]
    throw new SojournError('internal', `${definition.title} answered with something unexpected.`, {
      hint: `${where?.path.join('.') ?? ''}: ${where?.message ?? ''}. Restarting Sojourn may help.`,
    })
  }
  return {
    output: output.data as OutputOf<T>,
    ...(result.change_id !== undefined && { changeId: result.change_id }),
  }
}

/** The cache key of a tool's answer: its name, then its input. */
export const toolKey = (definition: AnyTool, input: unknown) => [definition.name, input] as const

/** A read tool's answer, cached until a change makes it stale. */
export function useTool<T extends AnyTool>(
  definition: T,
  input: InputOf<T>,
  options: {
    enabled?: boolean
    /** For what changes outside Sojourn: read again whenever it is shown and whenever the window is come back to. */
    outside?: boolean
    /** For what ends by itself: read again after so many milliseconds, as long as it is shown. */
    everyMs?: number
  } = {},
) {
  const host = useHost()
  return useQuery<OutputOf<T>, Error>({
    queryKey: toolKey(definition, input),
    queryFn: async () => (await callTool(host, definition, input)).output,
    ...(options.enabled !== undefined && { enabled: options.enabled }),
    ...(options.everyMs !== undefined && { refetchInterval: options.everyMs }),
    ...(options.outside === true && { staleTime: 0, refetchOnWindowFocus: true }),
  })
}

/** Any failure as the sentence and hint that a person is shown. */
export function errorBody(error: unknown): ErrorBody {
  if (error instanceof SojournError) return error.toBody()
  return {
    kind: 'internal',
    message: 'Something went wrong inside Sojourn.',
    hint: error instanceof Error ? error.message : String(error),
  }
}
