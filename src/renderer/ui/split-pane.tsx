import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { useView } from '../app/view-state.ts'
import { cx } from './class-names.ts'
import { useSize } from './use-size.ts'

interface SplitPaneProps {
  /** What the sized pane is called, and under which name its width is remembered. */
  name: string
  /** Which of the two has a width of its own; the other takes the rest. */
  sized: 'first' | 'second'
  width: number
  least: number
  most: number
  /** How many pixels are left to the other one, whatever width was chosen. */
  leave: number
  /** How many it would like, and gets as long as no width was chosen. */
  wish?: number
  first: ReactNode
  second: ReactNode
}

const step = 24

/** Two panes side by side with a bar between them: drag it, or focus it and use the arrow keys. */
export function SplitPane({
  name,
  sized,
  width: initial,
  least,
  most,
  leave,
  wish = leave,
  first,
  second,
}: SplitPaneProps) {
  const stored = useView((state) => state.widths[name])
  const setWidth = useView((state) => state.setWidth)
  const dragged = useRef<{ x: number; width: number } | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const room = useSize(box).width || Number.POSITIVE_INFINITY
  const within = (next: number, left: number) => Math.max(least, Math.min(most, room - left, next))
  const width = stored === undefined ? within(initial, wish) : within(stored, leave)
  const sign = sized === 'first' ? 1 : -1

  const set = (next: number) => setWidth(name, Math.round(within(next, leave)))
  const start = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    dragged.current = { x: event.clientX, width }
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (dragged.current !== null) set(dragged.current.width + sign * (event.clientX - dragged.current.x))
  }
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = { ArrowLeft: width - sign * step, ArrowRight: width + sign * step, Home: least, End: most }[event.key]
    if (next === undefined) return
    event.preventDefault()
    set(next)
  }

  const size = { width, flex: 'none', minWidth: least, maxWidth: `calc(100% - ${leave}px)` }
  return (
    <div ref={box} className="flex min-h-0 min-w-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col" style={sized === 'first' ? size : undefined}>
        {first}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged and has no value */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${name}`}
        aria-valuenow={width}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={() => {
          dragged.current = null
        }}
        onDoubleClick={() => set(initial)}
        onKeyDown={press}
        className={cx(
          'relative z-10 w-px shrink-0 cursor-col-resize touch-none bg-line transition-colors',
          'before:absolute before:inset-y-0 before:-left-1 before:w-2.5 before:content-[""] hover:bg-accent focus-visible:bg-accent forced-colors:bg-[CanvasText] forced-colors:focus-visible:bg-[Highlight]',
        )}
      />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col" style={sized === 'second' ? size : undefined}>
        {second}
      </div>
    </div>
  )
}
