import { scopeWords } from '../../shared/scope-words.ts'
import type { Scope } from '../../shared/tool.ts'
import { SwitchRow } from '../ui/switch.tsx'

interface ScopeSwitchesProps {
  /** Those to choose from, in this order. */
  offered: readonly Scope[]
  on: readonly Scope[]
  onChange(on: Scope[]): void
  disabled?: boolean
  /** Side by side where there is room. */
  wide?: boolean
}

/** Scopes in words, each with its switch. */
export function ScopeSwitches({ offered, on, onChange, disabled = false, wide = false }: ScopeSwitchesProps) {
  return (
    <div className={wide ? 'grid gap-x-10 @xl:grid-cols-2' : 'grid'}>
      {offered.map((scope) => (
        <SwitchRow
          key={scope}
          title={scopeWords[scope].title}
          checked={on.includes(scope)}
          disabled={disabled}
          onChange={(wanted) => onChange(wanted ? [...on, scope] : on.filter((other) => other !== scope))}
        >
          {scopeWords[scope].description}
        </SwitchRow>
      ))}
    </div>
  )
}
