import { ShieldQuestion } from 'lucide-react'
import { useState } from 'react'
import { answerApproval } from '../../mcp/app/contract.ts'
import { listTasks } from '../../mcp/tasks/contract.ts'
import { getTrip } from '../../mcp/trips/contract.ts'
import type { Approval, Verdict } from '../../shared/approval.ts'
import { useAction } from '../app/action.tsx'
import { words } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { Button, Tip } from '../ui/button.tsx'
import { Explained } from '../ui/estimate.tsx'

const consequences: Record<Approval['effect'], string> = {
  read: 'It reads and changes nothing.',
  write: 'It changes your data; undo brings it back.',
  destructive: 'It removes something; undo brings it back.',
  external: 'It acts outside Sojourn, where undo cannot reach.',
  spend: 'It spends money.',
}

/** A trip or task by its title, with the id that the call names. */
function Named({ field, id }: { field: string; id: string }) {
  const { data: trip } = useTool(getTrip, { trip_id: id }, { enabled: field === 'trip_id' })
  const { data: tasks } = useTool(listTasks, { status: 'all', limit: 500 }, { enabled: field === 'task_id' })
  const title = trip?.title ?? tasks?.tasks.find((task) => task.task_id === id)?.title
  if (title === undefined) return id
  return <Explained text={id}>{title}</Explained>
}

/** What a call is about, in words: “Trip id” is a trip. */
const about = (name: string) => words(name.replace(/_id$/, ''))

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 1))

/** A call that waits for the user's word, exactly as it will run. */
export function ApprovalCard({ approval }: { approval: Approval }) {
  const act = useAction()
  const [answered, setAnswered] = useState(false)
  const answer = async (verdict: Verdict) => {
    setAnswered(true)
    const done = await act(answerApproval, { approval_id: approval.approval_id, verdict })
    if (done === undefined) setAnswered(false)
  }
  const fields = Object.entries(approval.input)
  return (
    <fieldset
      aria-label={`${approval.caller_name} wants to: ${approval.tool_title}`}
      className="rise w-full min-w-0 rounded-xl border border-accent bg-card px-3.5 py-3 shadow-float"
    >
      <h3 className="flex items-center gap-2 font-semibold">
        <ShieldQuestion size={17} className="shrink-0 text-accent" aria-hidden />
        {approval.tool_title}?
      </h3>
      <p className="mt-0.5 mb-2 text-sm text-soft">
        {approval.caller_name} asks. {consequences[approval.effect]}
      </p>
      {fields.length > 0 && (
        <dl className="grid max-h-56 grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 overflow-y-auto text-sm">
          {fields.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-soft">{about(name)}</dt>
              <dd className="min-w-0 break-words whitespace-pre-wrap">
                {(name === 'trip_id' || name === 'task_id') && typeof value === 'string' ? (
                  <Named field={name} id={value} />
                ) : (
                  shown(value)
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button variant="primary" disabled={answered} onClick={() => void answer('once')}>
          Allow once
        </Button>
        <Tip text={`Always let ${approval.caller_name} use “${approval.tool_title}” without asking`}>
          <Button disabled={answered} onClick={() => void answer('always')}>
            Always
          </Button>
        </Tip>
        <Button variant="plain" disabled={answered} onClick={() => void answer('deny')}>
          Deny
        </Button>
        <Tip text={`Never let ${approval.caller_name} use “${approval.tool_title}”`}>
          <Button variant="plain" disabled={answered} onClick={() => void answer('never')}>
            Never
          </Button>
        </Tip>
      </div>
    </fieldset>
  )
}
