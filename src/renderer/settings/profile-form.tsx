import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { getProfile, updateProfile } from '../../mcp/app/contract.ts'
import { type Profile, profile as profileSchema } from '../../shared/profile.ts'
import { useAction } from '../app/action.tsx'
import { toolKey, useTool } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Failure, Loading } from '../ui/notice.tsx'

const zones = Intl.supportedValuesOf('timeZone')
const currencies = Intl.supportedValuesOf('currency')
const locales = [
  'en-GB',
  'en-US',
  'en-AU',
  'en-CA',
  'en-IE',
  'en-NZ',
  'de-DE',
  'es-ES',
  'fr-FR',
  'it-IT',
  'ja-JP',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'sv-SE',
]

/** The fields as typed; an emptied optional one is cleared. */
type Draft = Record<keyof Profile, string>

const draftOf = (profile: Profile): Draft => ({
  name: profile.name ?? '',
  home_city: profile.home_city ?? '',
  home_airport: profile.home_airport ?? '',
  timezone: profile.timezone,
  locale: profile.locale,
  first_day_of_week: profile.first_day_of_week,
  currency: profile.currency,
  units: profile.units,
})

function Form({ profile }: { profile: Profile }) {
  const act = useAction()
  const queries = useQueryClient()
  const lists = useId()
  const [draft, setDraft] = useState(() => draftOf(profile))
  const [problems, setProblems] = useState<Record<string, string>>({})
  const text = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const optional = (value: string) => (value.trim() === '' ? undefined : value.trim())
    const wanted = profileSchema.safeParse({
      ...draft,
      name: optional(draft.name),
      home_city: optional(draft.home_city),
      home_airport: optional(draft.home_airport.toUpperCase()),
    })
    if (!wanted.success) {
      setProblems(Object.fromEntries(wanted.error.issues.map((issue) => [String(issue.path[0]), issue.message])))
      return
    }
    setProblems({})
    const { name, home_city, home_airport, ...rest } = wanted.data
    const answer = await act(
      updateProfile,
      { ...rest, name: name ?? null, home_city: home_city ?? null, home_airport: home_airport ?? null },
      { done: 'Saved the profile' },
    )
    if (answer === undefined) return
    queries.setQueryData(toolKey(getProfile, {}), answer.output)
    setDraft(draftOf(answer.output))
  }
  const unchanged = JSON.stringify(draft) === JSON.stringify(draftOf(profile))
  return (
    <form onSubmit={(event) => void save(event)} className="grid gap-x-4 gap-y-3 @lg:grid-cols-2">
      <Field label="Name" error={problems.name}>
        {(control) => <input {...control} autoComplete="name" className="field" {...text('name')} />}
      </Field>
      <Field label="Home city" hint="Where trips begin" error={problems.home_city}>
        {(control) => <input {...control} className="field" {...text('home_city')} />}
      </Field>
      <Field label="Home airport" hint="Its three letters, like LHR" error={problems.home_airport}>
        {(control) => <input {...control} maxLength={3} className="field uppercase" {...text('home_airport')} />}
      </Field>
      <Field label="Time zone" error={problems.timezone}>
        {(control) => (
          <>
            <input {...control} list={`${lists}-zones`} className="field" {...text('timezone')} />
            <datalist id={`${lists}-zones`}>
              {zones.map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="Dates and numbers as in" hint="A language tag like en-GB" error={problems.locale}>
        {(control) => (
          <>
            <input {...control} list={`${lists}-locales`} className="field" {...text('locale')} />
            <datalist id={`${lists}-locales`}>
              {locales.map((locale) => (
                <option key={locale} value={locale} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="Currency" error={problems.currency}>
        {(control) => (
          <>
            <input {...control} list={`${lists}-currencies`} className="field" {...text('currency')} />
            <datalist id={`${lists}-currencies`}>
              {currencies.map((code) => (
                <option key={code} value={code} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="The week begins on">
        {(control) => (
          <select {...control} className="field" {...text('first_day_of_week')}>
            <option value="monday">Monday</option>
            <option value="sunday">Sunday</option>
            <option value="saturday">Saturday</option>
          </select>
        )}
      </Field>
      <Field label="Distances and temperatures">
        {(control) => (
          <select {...control} className="field" {...text('units')}>
            <option value="metric">Kilometres, °C</option>
            <option value="imperial">Miles, °F</option>
          </select>
        )}
      </Field>
      <div className="@lg:col-span-2">
        <Button variant="primary" type="submit" disabled={unchanged}>
          Save
        </Button>
      </div>
    </form>
  )
}

/** The profile: stands in for an account. */
export function ProfileForm() {
  const { data, error, refetch } = useTool(getProfile, {})
  if (error !== null && data === undefined) return <Failure error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Loading label="Loading the profile" rows={3} />
  return <Form profile={data} />
}
