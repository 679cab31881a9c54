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

interface Disc {
  radius: number
  fill: string
  stroke: string
  strokeWidth: number
  ink: string
  size: number
  label: string
}

/** A round sign with a short text, in a place wide enough for a finger. */
function Sign({ pin, disc }: { pin: PinProps; disc: Disc }) {
  const { x, y } = pin
  return (
    <g {...usePin(pin)}>
      <circle cx={x} cy={y} r={reach} fill="transparent" />
      <circle cx={x} cy={y} r={disc.radius} fill={disc.fill} stroke={disc.stroke} strokeWidth={disc.strokeWidth} />
      <text x={x} y={y + 4} textAnchor="middle" fontSize={disc.size} fontWeight={600} fill={disc.ink}>
        {disc.label}
      </text>
    </g>
  )
}

/** One stop, with its number of the day. */
export function StopPin({
  number,
  colour,
  active,
  ...pin
}: PinProps & { number: number; colour: string; active: boolean }) {
  const radius = active ? pinRadius + 2 : pinRadius
  const disc = { radius, fill: colour, stroke: 'var(--card)', strokeWidth: active ? 3 : 1.5 }
  return <Sign pin={pin} disc={{ ...disc, ink: 'var(--on-day)', size: 11.5, label: `${number}` }} />
}

/** Several stops that would cover one another: a ring with how many there are. */
export function GroupPin({
  count,
  colour,
  active,
  ...pin
}: PinProps & { count: number; colour: string; active: boolean }) {
  const radius = pinRadius + (count > 9 ? 3 : 1)
  const disc = { radius, fill: 'var(--card)', stroke: colour, strokeWidth: active ? 4 : 2.5 }
  return <Sign pin={pin} disc={{ ...disc, ink: 'var(--ink)', size: 11, label: `×${count}` }} />
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
