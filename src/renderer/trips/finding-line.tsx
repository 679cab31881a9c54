import { useState } from 'react'
import { toast } from 'sonner'
import { listChanges } from '../../mcp/activity/contract.ts'
import type { Finding } from '../../mcp/trips/contract.ts'
import type { HostApi } from '../../shared/host-api.ts'
import { showFailure, undo } from '../app/action.tsx'
import { useHost } from '../app/host.ts'
import { Readable } from '../app/readable.tsx'
import { callTool } from '../app/tools.ts'
import { Callout } from '../ui/notice.tsx'

/** What a change did, in the words of the journal. */
async function summaryOf(host: HostApi, changeId: string): Promise<string | undefined> {
  const answer = await callTool(host, listChanges, { limit: 20 }).catch(() => undefined)
  return answer?.output.changes.find(({ change_id }) => change_id === changeId)?.summary
}

/** A finding of the checker: what is wrong, why, and a button that puts it right where one call can. */
export function FindingLine({ finding, className }: { finding: Finding; className?: string }) {
  const host = useHost()
  const [fixing, setFixing] = useState(false)
  const [why, setWhy] = useState(false)
  const { fix } = finding

  const repair = async () => {
    if (fix === undefined) return
    setFixing(true)
    const result = await host.call(fix.tool, fix.input)
    setFixing(false)
    if (!result.ok) {
      showFailure(new Error(result.error.message))
      return
    }
    const { change_id } = result
    if (change_id === undefined) return
    toast(<Readable>{(await summaryOf(host, change_id)) ?? `Put right: ${finding.message}`}</Readable>, {
      action: { label: 'Undo', onClick: () => void undo(host, change_id) },
    })
  }
  return (
    <Callout tone={finding.severity} {...(className !== undefined && { className })}>
      <span className="min-w-0 flex-1 basis-44">
        {finding.message}
        {why && (
          <span className="mt-0.5 block text-xs">
            Found: {finding.found}. Needed: {finding.needed}.
          </span>
        )}
      </span>
      <span className="flex gap-3">
        <button
          type="button"
          aria-expanded={why}
          onClick={() => setWhy(!why)}
          className="rounded underline-offset-2 hover:underline"
        >
          Why
        </button>
        {fix !== undefined && (
          <button
            type="button"
            disabled={fixing}
            onClick={() => void repair()}
            className="rounded font-semibold underline-offset-2 hover:underline"
          >
            {fixing ? 'Fixing…' : 'Fix'}
          </button>
        )}
      </span>
    </Callout>
  )
}
