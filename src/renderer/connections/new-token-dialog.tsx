import { type FormEvent, useState } from 'react'
import { createAccessToken, getStatus } from '../../mcp/app/contract.ts'
import { scopeWords } from '../../shared/scope-words.ts'
import { type Scope, scopes } from '../../shared/tool.ts'
import { useAction } from '../app/action.tsx'
import { useTool } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog, DialogButtons, SubmitButtons } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Callout } from '../ui/notice.tsx'
import { Snippet } from '../ui/snippet.tsx'
import { ScopeSwitches } from './scope-switches.tsx'
import { useScopesInUse } from './use-scopes-in-use.ts'

const lifetimes = [
  { days: '7', title: '7 days' },
  { days: '30', title: '30 days' },
  { days: '90', title: '90 days' },
  { days: '365', title: 'A year' },
  { days: '', title: 'It does not end' },
]

interface Made {
  token: string
  name: string
  /** Its lifetime in words, undefined where it does not end. */
  lifetime: string | undefined
}

function TokenForm({ onMade, onClose }: { onMade(made: Made): void; onClose(): void }) {
  const act = useAction()
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const offered = useScopesInUse()
  const [chosen, setOn] = useState<Scope[]>(() => scopes.filter((scope) => scopeWords[scope].usual))
  const on = offered.filter((scope) => chosen.includes(scope))
  const [tried, setTried] = useState(false)
  const problem = name.trim() === '' ? 'Give it a name, like “Backup script”' : undefined
  const make = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem !== undefined || on.length === 0) return
    const answer = await act(createAccessToken, {
      name: name.trim(),
      scopes: on,
      ...(days !== '' && { expires_in_days: Number(days) }),
    })
    if (answer === undefined) return
    const { token, client } = answer.output
    const lifetime = days === '' ? undefined : lifetimes.find((one) => one.days === days)?.title.toLowerCase()
    onMade({ token, name: client.name, lifetime })
  }
  return (
    <form onSubmit={(event) => void make(event)}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Name" hint="What will use it" error={tried ? problem : undefined}>
          {(control) => (
            <input
              {...control}
              maxLength={60}
              autoComplete="off"
              className="field"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Ends after">
          {(control) => (
            <select {...control} className="field" value={days} onChange={(event) => setDays(event.target.value)}>
              {lifetimes.map((lifetime) => (
                <option key={lifetime.title} value={lifetime.days}>
                  {lifetime.title}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <fieldset className="mt-4 min-w-0">
        <legend className="text-sm font-medium">It may</legend>
        <div className="mt-1 rounded-lg border border-line px-3 py-1">
          <ScopeSwitches offered={offered} on={on} onChange={setOn} />
        </div>
        {offered.length > 0 && on.length === 0 && <p className="mt-1 text-xs text-red">Switch on at least one.</p>}
      </fieldset>
      <SubmitButtons submit="Make the token" disabled={on.length === 0} onCancel={onClose} />
    </form>
  )
}

function TokenShown({ made, onClose }: { made: Made; onClose(): void }) {
  const { data: status } = useTool(getStatus, {})
  const example = `curl ${status?.url ?? 'http://127.0.0.1:7420'}/tools/list_tasks \\
  -H "Authorization: Bearer $SOJOURN_TOKEN" \\
  -H "Content-Type: application/json" -d '{}'`
  return (
    <>
      <Callout tone="warning">
        Copy it now: it is shown this once, and kept here only in a form nobody can read.
      </Callout>
      <Field label="Token" className="mt-4">
        {(control) => (
          <div className="flex items-center gap-2">
            <input
              {...control}
              readOnly
              value={made.token}
              className="field font-mono text-xs"
              onFocus={(event) => event.target.select()}
            />
            <CopyButton primary text={made.token} what="the token" />
          </div>
        )}
      </Field>
      <p className="mt-2 text-sm text-soft">
        {made.lifetime === undefined
          ? 'It does not end; revoke it when it is not needed any more.'
          : `It ends after ${made.lifetime}.`}
      </p>
      <h3 className="mt-4 mb-1 text-sm font-medium">With it in SOJOURN_TOKEN</h3>
      <Snippet label="an example call" text={example} />
      <DialogButtons>
        <Button onClick={onClose}>Done</Button>
      </DialogButtons>
    </>
  )
}

/** Makes an access token and shows it, once. */
export function NewTokenDialog({ onClose }: { onClose(): void }) {
  const [made, setMade] = useState<Made | null>(null)
  return (
    <Dialog
      title={made === null ? 'New access token' : `Token for ${made.name}`}
      description={made === null ? 'Whoever holds it can do what you switch on here.' : undefined}
      open
      onOpenChange={onClose}
      sticky={made !== null}
      wide
    >
      {made === null ? <TokenForm onMade={setMade} onClose={onClose} /> : <TokenShown made={made} onClose={onClose} />}
    </Dialog>
  )
}
