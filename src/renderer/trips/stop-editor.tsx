import { type FormEvent, useState } from 'react'
import { type Stop, updateStop } from '../../mcp/trips/contract.ts'
import { useAction } from '../app/action.tsx'
import { Dialog, SubmitButtons } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { minutesBetween } from './minutes-between.ts'

interface StopEditorProps {
  stop: Stop
  currency: string
  onClose(): void
}

/** Changes a stop; the times of the day follow. */
export function StopEditor({ stop, currency, onClose }: StopEditorProps) {
  const act = useAction()
  const initial = {
    title: stop.title,
    start: stop.start.slice(11, 16),
    minutes: String(minutesBetween(stop.start, stop.end)),
    cost: stop.cost === undefined ? '' : String(stop.cost.amount),
    notes: stop.notes ?? '',
    locked: stop.locked,
    must_see: stop.must_see,
  }
  const [draft, setDraft] = useState(initial)
  const unit = stop.cost?.currency ?? currency
  const text = (name: 'title' | 'start' | 'minutes' | 'cost' | 'notes') => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const cost = draft.cost.trim() === '' ? null : { amount: Number(draft.cost), currency: unit }
    const answer = await act(
      updateStop,
      {
        stop_id: stop.stop_id,
        ...(draft.title !== initial.title && { title: draft.title }),
        ...(draft.start !== initial.start && { start: draft.start }),
        ...(draft.minutes !== initial.minutes && { minutes: Number(draft.minutes) }),
        ...(draft.cost !== initial.cost && { cost }),
        ...(draft.notes !== initial.notes && { notes: draft.notes }),
        ...(draft.locked !== initial.locked && { locked: draft.locked }),
        ...(draft.must_see !== initial.must_see && { must_see: draft.must_see }),
      },
      { done: `Changed ${draft.title}` },
    )
    if (answer !== undefined) onClose()
  }
  return (
    <Dialog
      title="Edit stop"
      description={[stop.description, `From: ${stop.source}.`].filter(Boolean).join(' ')}
      open
      onOpenChange={onClose}
    >
      <form onSubmit={(event) => void save(event)} className="grid grid-cols-2 gap-x-4 gap-y-3">
        <Field label="Title" className="col-span-2">
          {(control) => <input {...control} required className="field" {...text('title')} />}
        </Field>
        <Field label="Starts">
          {(control) => <input {...control} required type="time" className="field" {...text('start')} />}
        </Field>
        <Field label="Minutes">
          {(control) => (
            <input {...control} required type="number" min={5} max={1440} className="field" {...text('minutes')} />
          )}
        </Field>
        <Field label={`Cost in ${unit}`} hint="For everyone; empty for unknown">
          {(control) => <input {...control} type="number" min={0} step="any" className="field" {...text('cost')} />}
        </Field>
        <fieldset className="flex flex-col justify-center gap-1.5">
          <legend className="sr-only">When the plan changes</legend>
          <label className="flex items-center gap-2">
            <input
              type="checkbox"
              className="size-4 accent-(--accent)"
              checked={draft.locked}
              onChange={(event) => setDraft({ ...draft, locked: event.target.checked })}
            />
            Keep its time
          </label>
          <label className="flex items-center gap-2">
            <input
              type="checkbox"
              className="size-4 accent-(--accent)"
              checked={draft.must_see}
              onChange={(event) => setDraft({ ...draft, must_see: event.target.checked })}
            />
            Must see
          </label>
        </fieldset>
        <Field label="Notes" className="col-span-2">
          {(control) => <textarea {...control} rows={3} className="field" {...text('notes')} />}
        </Field>
        <SubmitButtons onCancel={onClose} />
      </form>
    </Dialog>
  )
}
