import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type ParsedTask, parseTask } from '../../mcp/tasks/contract.ts'
import { useHost } from '../app/host.ts'
import { callTool, toolKey } from '../app/tools.ts'

/** How long after the last key the text is read, in milliseconds. */
const pause = 90

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** What a line is understood as, while it is typed; undefined until its last letter was read. */
export function useReading(text: string): ParsedTask | undefined {
  const host = useHost()
  const settled = useSettled(text)
  const { data: parsed } = useQuery({
    queryKey: toolKey(parseTask, { text: settled }),
    queryFn: async () => ({ of: settled, task: (await callTool(host, parseTask, { text: settled })).output }),
    enabled: settled.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  return parsed !== undefined && parsed.of === text && text.trim() !== '' ? parsed.task : undefined
}
