import { ChevronDown, Search } from 'lucide-react'
import { useState } from 'react'
import type { ToolPart } from '../../shared/conversation.ts'
import { took } from '../app/formats.ts'
import { cx } from '../ui/class-names.ts'
import { ToolCard } from './tool-card.tsx'

/** Several look-ups as one line; each with its arguments and result one click away. */
export function LookUps({ parts }: { parts: ToolPart[] }) {
  const [open, setOpen] = useState(false)
  const names = [...new Set(parts.map((part) => part.title.toLowerCase()))].join(', ')
  const milliseconds = parts.reduce((sum, part) => sum + (part.duration_ms ?? 0), 0)
  return (
    <section aria-label={`${parts.length} look-ups`} className="text-sm">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-2.5 rounded-[10px] px-3 py-1.5 text-left text-soft hover:bg-hover hover:text-ink"
      >
        <Search size={15} aria-hidden className="shrink-0 text-faint" />
        <span className="min-w-0 flex-1 truncate">Looked things up: {names}</span>
        <span className="whitespace-nowrap text-faint tabular-nums">{took(milliseconds)}</span>
        <ChevronDown
          size={15}
          aria-hidden
          className={cx('shrink-0 text-faint transition-transform duration-150', open && 'rotate-180')}
        />
      </button>
      {open && (
        <div className="mt-2 flex flex-col gap-2">
          {parts.map((part) => (
            <ToolCard key={part.call_id} part={part} />
          ))}
        </div>
      )}
    </section>
  )
}
