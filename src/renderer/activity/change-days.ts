import type { Change } from '../../mcp/activity/contract.ts'
import { dateIn, Temporal } from '../../shared/dates.ts'

export type CallerKind = 'you' | 'assistant' | 'local' | 'client' | 'system'

/** Who made a change, from the caller as the journal writes it. */
export function callerKindOf(caller: string): CallerKind {
  if (caller === 'panel') return 'you'
  if (caller.startsWith('client:')) return 'client'
  if (caller === 'assistant' || caller === 'local') return caller
  return 'system'
}

/** Changes by the local date they were made on, in the order given. */
export function byDay(changes: readonly Change[], timezone: string): { date: string; changes: Change[] }[] {
  const days: { date: string; changes: Change[] }[] = []
  for (const change of changes) {
    const date = dateIn(timezone, Temporal.Instant.from(change.at))
    const last = days.at(-1)
    if (last?.date === date) last.changes.push(change)
    else days.push({ date, changes: [change] })
  }
  return days
}
