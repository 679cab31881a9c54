import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { getBridge, setBridge } from '../../mcp/app/contract.ts'
import { useAction } from '../app/action.tsx'
import { toolKey, useTool } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/notice.tsx'
import { Switch } from '../ui/switch.tsx'

function useBridge() {
  const act = useAction()
  const queries = useQueryClient()
  const { data } = useTool(getBridge, {})
  const set = async (enabled: boolean) => {
    const answer = await act(
      setBridge,
      { enabled },
      { done: enabled ? 'The bridge is open again' : 'The bridge is stopped: no assistant or script can call' },
    )
    if (answer !== undefined) queries.setQueryData(toolKey(getBridge, {}), answer.output)
  }
  return { enabled: data?.enabled, set }
}

/** The one switch over all assistants and scripts: off, nothing of them is answered. */
export function BridgeSwitch() {
  const id = useId()
  const { enabled, set } = useBridge()
  return (
    <div className="flex items-center gap-2.5 rounded-lg border border-line bg-card px-3 py-1">
      <label htmlFor={id} className="cursor-pointer text-sm font-medium">
        Bridge {enabled === undefined ? '' : enabled ? 'open' : 'stopped'}
      </label>
      <Switch
        id={id}
        checked={enabled ?? false}
        disabled={enabled === undefined}
        onChange={(wanted) => void set(wanted)}
      />
    </div>
  )
}

/** Says, while the bridge is stopped, that it is, and opens it again. */
export function BridgeStopped({ className }: { className?: string }) {
  const { enabled, set } = useBridge()
  return (
    <div role="status" className={className}>
      {enabled === false && (
        <Callout tone="warning">
          <span className="flex-1 self-center">
            The bridge is stopped. No assistant or script can call Sojourn, whatever is set here; the app itself goes
            on.
          </span>
          <Button onClick={() => void set(true)}>Open it again</Button>
        </Callout>
      )}
    </div>
  )
}
