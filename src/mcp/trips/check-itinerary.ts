import type { ArgsOf, OutputOf } from '../../shared/tool.ts'
import type { checkItinerary } from './contract.ts'
import type { TripsContext } from './store.ts'

export async function runCheck(
  _ctx: TripsContext,
  _input: ArgsOf<typeof checkItinerary>,
): Promise<OutputOf<typeof checkItinerary>> {
  return { ok: true, findings: [], checked: [] }
}
