import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import type { Place } from '../../mcp/places/contract.ts'
import { words } from '../app/formats.ts'
import { cx } from '../ui/class-names.ts'
import { Field } from '../ui/field.tsx'

/** What a new stop is: a place of the guide, or what was written. */
export type StopChoice = { kind: 'place'; place: Place } | { kind: 'own' }

interface StopSearchProps {
  city: string
  text: string
  onText(text: string): void
  places: readonly Place[]
  /** Said under the list. */
  note: string | undefined
  choice: StopChoice | null
  onChoose(choice: StopChoice | null): void
}

/** A field with the places that fit what is typed: the arrow keys choose one, or what was typed as a stop of its own. */
export function StopSearch({ city, text, onText, places, note, choice, onChoose }: StopSearchProps) {
  const list = useId()
  const box = useRef<HTMLDivElement>(null)
  const own = text.trim() !== ''
  const options: StopChoice[] = [
    ...places.map((place) => ({ kind: 'place' as const, place })),
    ...(own ? [{ kind: 'own' as const }] : []),
  ]
  const chosen = options.findIndex((option) => sameChoice(option, choice))
  useEffect(() => {
    if (chosen >= 0) box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || options.length === 0) return
    event.preventDefault()
    const from = chosen === -1 && step === -1 ? 0 : chosen
    onChoose(options[(from + step + options.length) % options.length] ?? null)
  }
  const row = (index: number, option: StopChoice, children: ReactNode) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the field, whose arrow keys choose
    <div
      key={index}
      id={`${list}-${index}`}
      role="option"
      tabIndex={-1}
      aria-selected={index === chosen}
      onClick={() => onChoose(option)}
      className={cx(
        'cursor-pointer rounded-md px-2.5 py-1.5 hover:bg-hover',
        index === chosen && 'bg-accent-soft outline-1 -outline-offset-1 outline-transparent',
      )}
    >
      {children}
    </div>
  )
  return (
    <>
      <Field label="What" hint="Choose a place below, or write anything of your own">
        {(control) => (
          <input
            {...control}
            role="combobox"
            aria-expanded={options.length > 0}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={chosen === -1 ? undefined : `${list}-${chosen}`}
            autoComplete="off"
            className="field"
            placeholder="A sight, a market, lunch with Ana…"
            value={choice?.kind === 'place' ? choice.place.name : text}
            onKeyDown={press}
            onChange={(event) => {
              onChoose(null)
              onText(event.target.value)
            }}
          />
        )}
      </Field>
      {note !== undefined && <p className="text-sm text-soft">{note}</p>}
      <div
        ref={box}
        id={list}
        role="listbox"
        aria-label={`Places in ${city}`}
        className={cx(
          'relative max-h-52 overflow-y-auto rounded-lg border border-line p-1 short:max-h-36',
          options.length === 0 && 'hidden',
        )}
      >
        {options.map((option, index) =>
          option.kind === 'own'
            ? row(index, option, <>Add “{text.trim()}” as your own stop</>)
            : row(
                index,
                option,
                <>
                  <span className="font-medium">{option.place.name}</span>{' '}
                  <span className="text-sm text-soft">
                    {words(option.place.category)}
                    {option.place.area !== undefined && ` · ${option.place.area}`}
                  </span>
                </>,
              ),
        )}
      </div>
    </>
  )
}

function sameChoice(option: StopChoice, choice: StopChoice | null): boolean {
  if (choice === null) return false
  if (option.kind === 'own' || choice.kind === 'own') return option.kind === choice.kind
  return option.place.place_id === choice.place.place_id
}
