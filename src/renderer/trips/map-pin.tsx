import type { KeyboardEvent } from 'react'
import { useHighlight } from './highlight.ts'

/** Half of the least size of what can be hit, in pixels. */
const reach = 14
export const pinRadius = 11

interface PinProps {
  x: number
  y: number
  name: string
  /** Whether the keyboard can go there: not where it is beyond the edge. */
  inView: boolean
  onUse(): void
  /** The stop that lights up with it. */
  stopId: string
}

/** What every pin does: it lights up its stop, and is used by pointer, Enter or Space. */
function usePin({ name, inView, onUse, stopId }: PinProps) {
  const light = useHighlight((state) => state.light)
  return {
    'data-marker': true,
    role: 'button',
    tabIndex: inView ? 0 : -1,
    'aria-label': name,
    onClick: onUse,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      onUse()
    },
    onMouseEnter: () => light(stopId),
    onMouseLeave: () => light(null),
    onFocus: () => light(stopId),
    onBlur: () => light(null),
    className: 'cursor-pointer rounded-full forced-color-adjust-none',
  } as const
}

/** One stop, with its number of the day. */
export function StopPin({
  number,
  colour,
  active,
  ...pin
}: PinProps & { number: number; colour: string; active: boolean }) {
  const { x, y } = pin
  return (
    <g {...usePin(pin)}>
      <circle cx={x} cy={y} r={reach} fill="transparent" />
      <circle
        cx={x}
        cy={y}
        r={active ? pinRadius + 2 : pinRadius}
        fill={colour}
        stroke="var(--card)"
        strokeWidth={active ? 3 : 1.5}
      />
      <text x={x} y={y + 4} textAnchor="middle" fontSize={11.5} fontWeight={600} fill="var(--on-day)">
        {number}
      </text>
    </g>
  )
}

/** Several stops that would cover one another: a ring with how many there are. */
export function GroupPin({
  count,
  colour,
  active,
  ...pin
}: PinProps & { count: number; colour: string; active: boolean }) {
  const { x, y } = pin
  return (
    <g {...usePin(pin)}>
      <circle cx={x} cy={y} r={reach} fill="transparent" />
      <circle
        cx={x}
        cy={y}
        r={pinRadius + (count > 9 ? 3 : 1)}
        fill="var(--card)"
        stroke={colour}
        strokeWidth={active ? 4 : 2.5}
      />
      <text x={x} y={y + 4} textAnchor="middle" fontSize={11} fontWeight={600} fill="var(--ink)">
        ×{count}
      </text>
    </g>
  )
}

/** The name of what is pointed at, on a plate over the map. */
export function NamePlate({ x, y, width, children }: { x: number; y: number; width: number; children: string }) {
  const below = y < 70
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-10 max-w-56 truncate rounded-md border border-line bg-card px-2 py-0.5 text-xs font-semibold shadow-float"
      style={{
        left: Math.min(Math.max(x, 8), width - 8),
        top: below ? y + 18 : y - 18,
        transform: `translate(${-100 * Math.min(1, Math.max(0, x / width))}%, ${below ? 0 : -100}%)`,
      }}
    >
      {children}
    </div>
  )
}
