import { GripVertical } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Tip } from './button.tsx'

export interface DragHandleProps {
  /** What is moved. */
  title: string
  /** What the arrow keys do. */
  help: string
  onStep(by: -1 | 1): void
}

/** The handle of a thing that is dragged; the up and down arrow keys move it too. */
export function DragHandle({ title, help, onStep }: DragHandleProps) {
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by !== 1 && by !== -1) return
    event.preventDefault()
    onStep(by)
  }
  return (
    <Tip text="Drag, or focus and use the arrow keys">
      <button
        data-handle
        type="button"
        aria-label={`Move ${title}`}
        aria-description={help}
        onKeyDown={press}
        className="grid size-7 cursor-grab place-items-center rounded-lg text-faint hover:bg-hover"
      >
        <GripVertical size={15} aria-hidden />
      </button>
    </Tip>
  )
}
