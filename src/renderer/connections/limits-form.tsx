import { type FormEvent, useState } from 'react'
import type { ClientOnWire } from '../../mcp/app/contract.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useClientChange } from './use-client-change.ts'

/** What is wrong with a number as typed; undefined where nothing is. */
function problemOf(text: string, least: number): string | undefined {
  const value = Number(text)
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= 100_000
    ? undefined
    : `A whole number from ${least} to 100,000`
}

/** The name of a client, and how often it may call. */
export function LimitsForm({ client }: { client: ClientOnWire }) {
  const change = useClientChange()
  const [name, setName] = useState(client.name)
  const [calls, setCalls] = useState(String(client.calls_per_minute))
  const [writes, setWrites] = useState(String(client.writes_per_minute))
  const problems = {
    name: name.trim() === '' ? 'It needs a name' : undefined,
    calls: problemOf(calls, 1),
    writes: problemOf(writes, 0),
  }
  const wrong = Object.values(problems).some((problem) => problem !== undefined)
  const unchanged =
    name === client.name && calls === String(client.calls_per_minute) && writes === String(client.writes_per_minute)
  const save = (event: FormEvent) => {
    event.preventDefault()
    void change(
      client,
      { name: name.trim(), calls_per_minute: Number(calls), writes_per_minute: Number(writes) },
      { done: 'Saved' },
    )
  }
  return (
    <form onSubmit={save} className="grid max-w-xl gap-x-4 gap-y-3 @lg:grid-cols-2">
      <Field label="Name" hint="As it is called here and in Activity" error={problems.name} className="@lg:col-span-2">
        {(control) => (
          <input
            {...control}
            maxLength={60}
            className="field"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="Calls a minute" error={problems.calls}>
        {(control) => (
          <input
            {...control}
            inputMode="numeric"
            className="field"
            value={calls}
            onChange={(event) => setCalls(event.target.value)}
          />
        )}
      </Field>
      <Field label="Changes a minute" hint="0 lets it only read" error={problems.writes}>
        {(control) => (
          <input
            {...control}
            inputMode="numeric"
            className="field"
            value={writes}
            onChange={(event) => setWrites(event.target.value)}
          />
        )}
      </Field>
      <div className="@lg:col-span-2">
        <Button variant="primary" type="submit" disabled={unchanged || wrong}>
          Save
        </Button>
      </div>
    </form>
  )
}
