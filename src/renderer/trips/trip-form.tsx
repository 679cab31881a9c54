import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Field } from '../ui/field.tsx'

/** What the trip form holds, as it is typed. */
export interface TripDraft {
  title: string
  places: string
  start: string
  end: string
  origin: string
  travellers: string
  budget: string
  currency: string
  interests: string
  pace: 'relaxed' | 'balanced' | 'packed'
}

/** What is wrong with one field. */
export interface FieldProblem {
  field: 'places' | 'origin'
  message: string
}

interface TripFormProps {
  initial: TripDraft
  /** Whether places can be changed. */
  withPlaces: boolean
  /** Saves it; answers with what is wrong where that is about one field, which then has it beside it and the keyboard. */
  onSave(draft: TripDraft): Promise<FieldProblem | undefined>
  children(saving: boolean): ReactNode
}

const currencies = Intl.supportedValuesOf('currency')

/** The fields of a trip: for a new one, and to change one. */
export function TripForm({ initial, withPlaces, onSave, children }: TripFormProps) {
  const [draft, setDraft] = useState(initial)
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<FieldProblem>()
  const form = useRef<HTMLFormElement>(null)
  const list = useId()
  const set = (name: keyof TripDraft) => (event: { target: { value: string } }) => {
    setDraft({ ...draft, [name]: event.target.value })
    if (problem?.field === name) setProblem(undefined)
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    setProblem(await onSave(draft))
    setSaving(false)
  }
  useEffect(() => {
    if (problem !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problem])
  const errorOf = (field: FieldProblem['field']) => (problem?.field === field ? problem.message : undefined)
  const backwards = draft.start !== '' && draft.end !== '' && draft.end < draft.start
  return (
    <form ref={form} onSubmit={(event) => void save(event)} className="grid grid-cols-2 gap-x-4 gap-y-3">
      {withPlaces && (
        <Field
          label="Where to"
          hint="One or more places, with commas between them"
          error={errorOf('places')}
          className="col-span-2"
        >
          {(control) => (
            <input
              {...control}
              required
              className="field"
              placeholder="Lisbon"
              value={draft.places}
              onChange={set('places')}
            />
          )}
        </Field>
      )}
      {!withPlaces && (
        <Field label="Title" className="col-span-2">
          {(control) => <input {...control} required className="field" value={draft.title} onChange={set('title')} />}
        </Field>
      )}
      <Field label="First day">
        {(control) => (
          <input {...control} required type="date" className="field" value={draft.start} onChange={set('start')} />
        )}
      </Field>
      <Field label="Last day" error={backwards ? 'The last day is before the first.' : undefined}>
        {(control) => (
          <input
            {...control}
            required
            type="date"
            className="field"
            min={draft.start}
            value={draft.end}
            onChange={set('end')}
          />
        )}
      </Field>
      <Field label="From" hint="Where you set out from" error={errorOf('origin')}>
        {(control) => (
          <input {...control} className="field" placeholder="London" value={draft.origin} onChange={set('origin')} />
        )}
      </Field>
      <Field label="Travellers">
        {(control) => (
          <input
            {...control}
            type="number"
            min={1}
            max={50}
            className="field"
            value={draft.travellers}
            onChange={set('travellers')}
          />
        )}
      </Field>
      <Field label="Budget" hint="For everyone; leave empty for none">
        {(control) => (
          <input
            {...control}
            type="number"
            min={0}
            step="any"
            className="field"
            value={draft.budget}
            onChange={set('budget')}
          />
        )}
      </Field>
      <Field label="Currency">
        {(control) => (
          <>
            <input
              {...control}
              list={list}
              pattern="[A-Z]{3}"
              className="field"
              value={draft.currency}
              onChange={set('currency')}
            />
            <datalist id={list}>
              {currencies.map((code) => (
                <option key={code} value={code} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="Interests" hint="With commas between them">
        {(control) => (
          <input
            {...control}
            className="field"
            placeholder="food, viewpoints"
            value={draft.interests}
            onChange={set('interests')}
          />
        )}
      </Field>
      <Field label="Pace">
        {(control) => (
          <select {...control} className="field" value={draft.pace} onChange={set('pace')}>
            <option value="relaxed">Relaxed</option>
            <option value="balanced">Balanced</option>
            <option value="packed">Packed</option>
          </select>
        )}
      </Field>
      {children(saving || backwards)}
    </form>
  )
}
