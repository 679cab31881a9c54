import type { LucideIcon } from 'lucide-react'
import { Tooltip } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cx } from './class-names.ts'

const variants = {
  primary: 'bg-accent text-on-accent border-accent hover:opacity-90',
  secondary: 'bg-card text-ink border-line-strong hover:bg-hover',
  plain: 'border-transparent text-soft hover:bg-hover hover:text-ink',
  danger: 'bg-card text-red border-line-strong hover:bg-red-soft',
} as const

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof variants
}

export function Button({ variant = 'secondary', className, type = 'button', ...props }: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(
        'inline-flex min-h-8 shrink-0 items-center justify-center gap-1.5 rounded-lg border px-3 py-1 text-sm font-medium transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50',
        variants[variant],
        className,
      )}
      {...props}
    />
  )
}

export interface IconButtonProps extends ComponentProps<'button'> {
  icon: LucideIcon
  /** Its name, also shown on hover. */
  label: string
  size?: number
  /** Shows the name by the browser's own means, where there are many of it. */
  plain?: boolean
}

export function IconButton({
  icon: Icon,
  label,
  size = 17,
  plain = false,
  className,
  type = 'button',
  ...props
}: IconButtonProps) {
  const button = (
    <button
      type={type}
      aria-label={label}
      className={cx(
        'grid size-8 shrink-0 place-items-center rounded-lg text-soft transition-colors duration-100 hover:bg-hover hover:text-ink disabled:cursor-not-allowed disabled:opacity-40 aria-pressed:bg-accent-soft aria-pressed:text-accent',
        className,
      )}
      {...props}
    >
      <Icon size={size} strokeWidth={1.8} aria-hidden />
    </button>
  )
  return plain ? button : <Tip text={label}>{button}</Tip>
}

/** A short text on hover and focus of a control; it repeats or adds to the control's name, never carries it alone. */
export function Tip({
  text,
  side = 'bottom',
  children,
  ...state
}: {
  text: string
  side?: 'right' | 'bottom'
  /** Where something beside hover and focus opens it too. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: React.ReactNode
}) {
  return (
    <Tooltip.Root {...state}>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          className="fade z-50 max-w-72 rounded-md bg-ink px-2 py-1 text-xs text-paper shadow-float forced-colors:border"
        >
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
