import { Bell, CalendarDays, Clock, Flag, type LucideIcon, Luggage, Repeat, StickyNote, Tag, X } from 'lucide-react'
import { Tip } from '../ui/button.tsx'
import type { Chip } from './chips.ts'

const icons: Record<Chip['field'], LucideIcon> = {
  due: CalendarDays,
  recurrence: Repeat,
  priority: Flag,
  labels: Tag,
  project: Luggage,
  duration_minutes: Clock,
  remind_at: Bell,
  description: StickyNote,
}

/** What some words of a line were understood as; taken away, they are plain text again. */
export function ChipView({ chip, onRemove }: { chip: Chip; onRemove(): void }) {
  const Icon = icons[chip.field]
  return (
    <li className="inline-flex max-w-full min-w-0 items-center gap-1.5 rounded-full bg-accent-soft py-0.5 pr-1 pl-2.5 text-sm text-accent forced-colors:border">
      <Icon size={12} aria-hidden className="shrink-0" />
      <span className="truncate">{chip.label}</span>
      <Tip text={`From “${chip.phrases.join(' … ')}”. Turn it back into plain text`}>
        <button
          type="button"
          aria-label={`Remove ${chip.label}`}
          onClick={onRemove}
          className="-ml-0.5 grid size-6 shrink-0 place-items-center rounded-full hover:bg-card"
        >
          <X size={13} aria-hidden />
        </button>
      </Tip>
    </li>
  )
}
