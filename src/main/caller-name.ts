import type { Caller } from '../shared/tool.ts'

/** How the journal, the approvals and the activity page name a caller. */
export function callerName(caller: Caller): string {
  switch (caller.kind) {
    case 'panel':
      return 'You'
    case 'local':
      return 'Command line'
    case 'assistant':
      return 'Assistant'
    case 'client':
      return caller.name
    case 'system':
      return 'Sojourn'
  }
}
