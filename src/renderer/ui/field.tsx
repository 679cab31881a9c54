import { type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'

interface FieldProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  className?: string
  children(control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }): ReactNode
}

/** A control with its label, a hint and, where it was refused, why. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        ...(note !== undefined && { 'aria-describedby': `${id}-note` }),
        ...(error !== undefined && { 'aria-invalid': true as const }),
      })}
      {note !== undefined && (
        <p id={`${id}-note`} className={cx('text-xs', error === undefined ? 'text-soft' : 'text-red')}>
          {note}
        </p>
      )}
    </div>
  )
}
