import type { ReactNode } from 'react'
import { cx } from '../ui/class-names.ts'

const tones = {
  good: 'bg-accent-soft text-accent',
  amber: 'bg-amber-soft text-amber',
  plain: 'bg-sunk text-soft',
} as const

/** A short word of state beside a name. */
export function Mark({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  return <span className={cx('shrink-0 rounded-full px-2 py-px text-xs font-medium', tones[tone])}>{children}</span>
}
