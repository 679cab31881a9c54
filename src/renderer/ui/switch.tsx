import { Switch as Base } from 'radix-ui'
import { type ReactNode, useId } from 'react'

interface SwitchProps {
  checked: boolean
  onChange(checked: boolean): void
  disabled?: boolean
  id?: string
  'aria-label'?: string
  'aria-describedby'?: string
}

/** A switch. Named by the label that points at its id, or by `aria-label`. */
export function Switch({ onChange, ...props }: SwitchProps) {
  return (
    <Base.Root
      {...props}
      onCheckedChange={onChange}
      className="relative h-6 w-10 shrink-0 rounded-full border border-soft bg-sunk transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent forced-colors:data-[state=checked]:bg-[Highlight]"
    >
      <Base.Thumb className="block size-4 translate-x-[3px] rounded-full bg-soft transition-transform duration-100 data-[state=checked]:translate-x-[19px] data-[state=checked]:bg-on-accent forced-colors:bg-[CanvasText] forced-colors:data-[state=checked]:bg-[HighlightText]" />
    </Base.Root>
  )
}

interface SwitchRowProps extends Pick<SwitchProps, 'checked' | 'onChange' | 'disabled'> {
  title: string
  children?: ReactNode
}

/** A switch with its name and what it means. */
export function SwitchRow({ title, children, ...props }: SwitchRowProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-3 py-1.5">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block cursor-pointer font-medium">
          {title}
        </label>
        {children !== undefined && (
          <p id={`${id}-note`} className="text-sm text-soft">
            {children}
          </p>
        )}
      </div>
      <Switch id={id} {...(children !== undefined && { 'aria-describedby': `${id}-note` })} {...props} />
    </div>
  )
}
