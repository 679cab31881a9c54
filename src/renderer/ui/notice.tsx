import { CloudOff, Info, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { errorBody } from '../app/tools.ts'
import { Button } from './button.tsx'
import { cx } from './class-names.ts'

interface EmptyProps {
  icon: LucideIcon
  title: string
  children?: ReactNode
  className?: string
}

/** What a list shows when there is nothing in it: why, and what to do next. */
export function Empty({ icon: Icon, title, children, className }: EmptyProps) {
  return (
    <div className={cx('flex flex-col items-center gap-2 px-6 py-12 text-center', className)}>
      <span className="grid size-11 place-items-center rounded-full bg-sunk text-faint">
        <Icon size={20} strokeWidth={1.6} aria-hidden />
      </span>
      <p className="font-serif text-lg">{title}</p>
      {children !== undefined && <div className="max-w-sm text-sm text-soft">{children}</div>}
    </div>
  )
}

/** A failure, with what to do next and a way to try again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const body = errorBody(error)
  const offline = body.kind === 'unavailable'
  const Icon = offline ? CloudOff : TriangleAlert
  return (
    <div role="alert" className="m-4 flex items-start gap-3 rounded-xl border border-line bg-card px-4 py-3">
      <Icon size={18} className={cx('mt-0.5 shrink-0', offline ? 'text-amber' : 'text-red')} aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{body.message}</p>
        {body.hint !== undefined && <p className="text-sm text-soft">{body.hint}</p>}
      </div>
      {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
    </div>
  )
}

/** The grey shape of what is being loaded. */
export function Loading({ label, rows = 4 }: { label: string; rows?: number }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-3 p-4">
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row) => (
        <div key={row} className="h-12 rounded-lg bg-sunk motion-safe:animate-pulse" />
      ))}
    </div>
  )
}

export function Spinner({ label }: { label: string }) {
  return (
    <span role="status" className="inline-flex items-center gap-2 text-soft">
      <LoaderCircle size={15} className="spin" aria-hidden />
      {label}
    </span>
  )
}

const tones = {
  error: 'bg-red-soft text-red',
  warning: 'bg-amber-soft text-amber',
  note: 'bg-sunk text-soft',
} as const

/** One line that wants attention, by severity. */
export function Callout({
  tone,
  children,
  className,
}: {
  tone: keyof typeof tones
  children: ReactNode
  className?: string
}) {
  const Icon = tone === 'note' ? Info : TriangleAlert
  return (
    <div className={cx('flex items-start gap-2 rounded-lg px-2.5 py-1.5 text-sm', tones[tone], className)}>
      <Icon size={15} className="mt-0.5 shrink-0" aria-hidden />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-3 gap-y-1">{children}</div>
    </div>
  )
}
