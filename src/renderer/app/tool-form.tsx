import { type FormEvent, useState } from 'react'
import { listTasks } from '../../mcp/tasks/contract.ts'
import { listTrips } from '../../mcp/trips/contract.ts'
import type { CallResult } from '../../shared/host-api.ts'
import { Button } from '../ui/button.tsx'
import { CodeBlock } from '../ui/code-block.tsx'
import { DialogButtons } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Callout } from '../ui/notice.tsx'
import { undo } from './action.tsx'
import { words } from './formats.ts'
import { useHost } from './host.ts'
import { currentRoute } from './route.ts'
import { fieldsOf, type ToolField, typedValue } from './tool-fields.ts'
import { useTool } from './tools.ts'

/** A tool as `list_tools` describes it. */
export interface OfferedTool {
  name: string
  title: string
  description: string
  server: string
  effect: string
  input_schema: Record<string, unknown>
}

interface InputProps {
  field: ToolField
  control: object
  value: string
  onChange(value: string): void
}

const hints: Partial<Record<ToolField['kind'], string>> = {
  words: 'with commas between them',
  money: 'an amount and a currency, like 1500 EUR',
  json: 'as JSON',
}

function ToolInput({ field, control, value, onChange }: InputProps) {
  const byTrip = field.name === 'trip_id'
  const byTask = field.name === 'task_id'
  const { data: trips } = useTool(listTrips, { limit: 500 }, { enabled: byTrip })
  const { data: tasks } = useTool(listTasks, { limit: 500 }, { enabled: byTask })
  const look = {
    ...control,
    className: 'field',
    required: field.required,
    value,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  const choices = byTrip
    ? trips?.trips.map((trip) => ({ value: trip.trip_id, name: trip.title }))
    : byTask
      ? tasks?.tasks.map((task) => ({ value: task.task_id, name: task.title }))
      : field.kind === 'switch'
        ? ['true', 'false'].map((choice) => ({ value: choice, name: choice === 'true' ? 'Yes' : 'No' }))
        : field.choices?.map((choice) => ({ value: choice, name: words(choice) }))
  if (choices !== undefined) {
    return (
      <select {...look}>
        <option value="">{field.required ? 'Choose…' : 'Leave open'}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
    )
  }
  if (field.kind === 'json') return <textarea rows={2} spellCheck={false} {...look} />
  if (field.kind === 'number') return <input type="number" step="any" {...look} />
  if (field.kind === 'date') return <input type="date" {...look} />
  return <input type="text" {...look} />
}

/** A form for any tool, made from its input schema, with its answer under it. */
export function ToolForm({ tool, onBack }: { tool: OfferedTool; onBack(): void }) {
  const host = useHost()
  const fields = fieldsOf(tool.input_schema)
  const [values, setValues] = useState<Record<string, string>>(() => {
    const route = currentRoute()
    const given: Record<string, string> = {}
    if (route.page === 'trip' && fields.some((field) => field.name === 'trip_id')) given.trip_id = route.tripId
    return given
  })
  const [problem, setProblem] = useState<string | null>(null)
  const [result, setResult] = useState<CallResult | null>(null)
  const [running, setRunning] = useState(false)
  const run = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    const input: Record<string, unknown> = {}
    for (const { name, kind } of fields) {
      try {
        const value = typedValue(kind, values[name] ?? '')
        if (value !== undefined) input[name] = value
      } catch {
        setProblem(`${words(name)} does not read as JSON.`)
        return
      }
    }
    setRunning(true)
    setResult(await host.call(tool.name, input))
    setRunning(false)
  }
  return (
    <form onSubmit={(event) => void run(event)} className="flex flex-col gap-3">
      {fields.length === 0 && <p className="text-soft">It needs nothing.</p>}
      {fields.map((field) => (
        <Field
          key={field.name}
          label={`${words(field.name)}${field.required ? '' : ' (optional)'}`}
          hint={[field.description, hints[field.kind]].filter((hint) => hint !== undefined).join(', ') || undefined}
        >
          {(control) => (
            <ToolInput
              field={field}
              control={control}
              value={values[field.name] ?? ''}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          )}
        </Field>
      ))}
      {problem !== null && <Callout tone="error">{problem}</Callout>}
      <DialogButtons>
        <Button onClick={onBack}>Back</Button>
        <Button variant="primary" type="submit" disabled={running}>
          {running ? 'Running…' : 'Run'}
        </Button>
      </DialogButtons>
      <div aria-live="polite">
        {result?.ok === false && (
          <Callout tone="error">
            <span>
              {result.error.message} {result.error.hint}
              {result.error.issues?.map((issue) => (
                <span key={issue.path} className="block">
                  {issue.path}: {issue.message}
                </span>
              ))}
            </span>
          </Callout>
        )}
        {result?.ok === true && <Result result={result} />}
      </div>
    </form>
  )
}

function Result({ result }: { result: Extract<CallResult, { ok: true }> }) {
  const host = useHost()
  const { change_id } = result
  return (
    <div>
      <div className="mb-1 flex items-center justify-between">
        <p className="text-sm font-semibold">Done</p>
        {change_id !== undefined && (
          <Button variant="plain" onClick={() => void undo(host, change_id)}>
            Undo
          </Button>
        )}
      </div>
      <CodeBlock label="Answer" value={result.output} />
    </div>
  )
}
