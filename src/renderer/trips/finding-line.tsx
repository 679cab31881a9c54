import { useState } from 'react'
import { toast } from 'sonner'
import type { Finding } from '../../mcp/trips/contract.ts'
import { showFailure, undo } from '../app/action.tsx'
import { useHost } from '../app/host.ts'
import { Callout } from '../ui/notice.tsx'

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
    toast(
      'Fixed',
      change_id === undefined ? {} : { action: { label: 'Undo', onClick: () => void undo(host, change_id) } },
    )
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
