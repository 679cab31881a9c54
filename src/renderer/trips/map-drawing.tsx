import { geoPath } from 'd3-geo'
import { useMemo } from 'react'
import type { Stop, TripDetail } from '../../mcp/trips/contract.ts'
import { useFormats } from '../app/formats.ts'
import { areaLabels, halfWidth, withRoom } from './area-labels.ts'
import { dayColour } from './categories.ts'
import { useHighlight } from './highlight.ts'
import { isFar, type MapView, metresPerPixel, projectionOf, type Size, scaleBar, spread } from './map-view.ts'
import type { useLand } from './use-land.ts'

interface MapDrawingProps {
  trip: TripDetail
  view: MapView
  size: Size
  land: ReturnType<typeof useLand>
  /** The one day that stands out, or all. */
  day: string | null
  onStop(stopId: string): void
}

interface Placed {
  stop: Stop
  number: number
  date: string
  colour: string
  /** Where it is. */
  at: [number, number]
  /** Where its marker is drawn, pushed off its neighbours. */
  x: number
  y: number
}

/** The size of the markers: smaller where there are many of them. */
const radiusFor = (count: number) => (count > 14 ? 8.5 : 11)

/** Lines every round distance, so that an empty map still shows how far things are apart. */
function Grid({ view, size }: { view: MapView; size: Size }) {
  const step = scaleBar(metresPerPixel(view), 150).pixels
  const lines = (length: number) =>
    Array.from({ length: Math.ceil(length / step) + 1 }, (_, line) => ((length / 2) % step) + line * step)
  return (
    <g stroke="var(--map-line)" strokeWidth={1} aria-hidden>
      {lines(size.width).map((x) => (
        <line key={x} x1={x} x2={x} y1={0} y2={size.height} />
      ))}
      {lines(size.height).map((y) => (
        <line key={y} y1={y} y2={y} x1={0} x2={size.width} />
      ))}
    </g>
  )
}

interface AreasProps {
  trip: TripDetail
  projection: ReturnType<typeof projectionOf>
  size: Size
  markers: readonly Placed[]
}

/** The names of the areas that the stops stand in, where there is room for them. */
function Areas({ trip, projection, size, markers }: AreasProps) {
  const labels = useMemo(() => {
    const all = areaLabels(trip.days.flatMap((day) => day.stops)).flatMap(({ name, lat, lon }) => {
      const [x = 0, y = 0] = projection([lon, lat]) ?? []
      return [{ name, x: Math.min(Math.max(x, halfWidth(name) + 6), size.width - halfWidth(name) - 6), y: y - 19 }]
    })
    return withRoom(all, markers)
  }, [trip.days, projection, size.width, markers])
  return (
    <g
      fill="var(--soft)"
      fontSize={11}
      textAnchor="middle"
      className="font-serif italic"
      aria-hidden
      pointerEvents="none"
    >
      {labels.map(({ name, x, y }) => (
        <text key={name} x={x} y={y} stroke="var(--map)" strokeWidth={3} paintOrder="stroke">
          {name}
        </text>
      ))}
    </g>
  )
}

/** The map itself: land where it says something, a grid, lines of the days, numbered stops. */
export function MapDrawing({ trip, view, size, land, day, onStop }: MapDrawingProps) {
  const formats = useFormats()
  const lit = useHighlight((state) => state.stopId)
  const light = useHighlight((state) => state.light)
  const projection = useMemo(() => projectionOf(view, size), [view, size])
  const outline = useMemo(() => (land === undefined ? null : geoPath(projection)(land)), [land, projection])

  const placed = useMemo(() => {
    const markers: Placed[] = trip.days.flatMap(({ date, stops }, index) =>
      stops.map((stop, position) => {
        const at = projection([stop.lon, stop.lat]) ?? [0, 0]
        return { stop, number: position + 1, date, colour: dayColour(index), at, x: at[0], y: at[1] }
      }),
    )
    const front = markers.filter((marker) => day === null || marker.date === day)
    const back = markers.filter((marker) => day !== null && marker.date !== day)
    return [...back, ...spread(front, 2 * radiusFor(front.length) - 1)]
  }, [trip.days, projection, day])

  const radius = radiusFor(placed.filter((marker) => day === null || marker.date === day).length)
  const onTop =
    lit === null ? placed : [...placed].sort((a, b) => Number(a.stop.stop_id === lit) - Number(b.stop.stop_id === lit))
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the map around it has the name; a title would pop up over all of it
    <svg width={size.width} height={size.height} className="block select-none">
      {outline !== null && (
        <>
          <rect width={size.width} height={size.height} fill="var(--water)" />
          <path d={outline} fill="var(--map-land)" stroke="var(--line-strong)" strokeWidth={0.8} />
        </>
      )}
      {outline === null && <Grid view={view} size={size} />}
      {trip.days.map(({ date, stops }, index) => {
        const line = stops.flatMap((stop, position) => {
          const before = stops[position - 1]
          const from = before && projection([before.lon, before.lat])
          const to = projection([stop.lon, stop.lat])
          if (before === undefined || !from || !to) return []
          return [{ key: stop.stop_id, from, to, far: isFar(before, stop) }]
        })
        return (
          <g
            key={date}
            stroke={dayColour(index)}
            strokeWidth={2.6}
            strokeLinecap="round"
            opacity={day === null || day === date ? 0.85 : 0.2}
          >
            {line.map(({ key, from, to, far }) => (
              <line
                key={key}
                x1={from[0]}
                y1={from[1]}
                x2={to[0]}
                y2={to[1]}
                strokeDasharray={far ? '1 10' : '0.5 7'}
              />
            ))}
          </g>
        )
      })}
      {outline === null && <Areas trip={trip} projection={projection} size={size} markers={placed} />}
      {onTop.map(({ stop, number, date, colour, at, x, y }) => {
        const front = day === null || day === date
        const active = lit === stop.stop_id
        return (
          <g key={stop.stop_id} opacity={front ? 1 : 0.3}>
            {Math.hypot(x - at[0], y - at[1]) > 6 && (
              <>
                <line x1={at[0]} y1={at[1]} x2={x} y2={y} stroke={colour} strokeWidth={1} />
                <circle cx={at[0]} cy={at[1]} r={2} fill={colour} />
              </>
            )}
            {/* biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing */}
            <g
              data-marker
              role="button"
              tabIndex={front && x > -12 && x < size.width + 12 && y > -12 && y < size.height + 12 ? 0 : -1}
              aria-label={`${number}: ${stop.title}, ${formats.shortDayOfTrip(date)} ${formats.time(stop.start)}`}
              onClick={() => onStop(stop.stop_id)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return
                event.preventDefault()
                onStop(stop.stop_id)
              }}
              onMouseEnter={() => light(stop.stop_id)}
              onMouseLeave={() => light(null)}
              onFocus={() => light(stop.stop_id)}
              onBlur={() => light(null)}
              className="cursor-pointer rounded-full"
            >
              <title>{stop.title}</title>
              <circle
                cx={x}
                cy={y}
                r={active ? radius + 2 : radius}
                fill={colour}
                stroke="var(--card)"
                strokeWidth={active ? 3 : 1.2}
              />
              <text
                x={x}
                y={y + radius * 0.36}
                textAnchor="middle"
                fontSize={radius + 0.5}
                fontWeight={600}
                fill="var(--on-day)"
              >
                {number}
              </text>
            </g>
            {active && (
              <text
                x={Math.min(Math.max(x, 60), size.width - 60)}
                y={y - 19}
                textAnchor="middle"
                fontSize={12}
                fontWeight={600}
                fill="var(--ink)"
                stroke="var(--map)"
                strokeWidth={4}
                paintOrder="stroke"
                pointerEvents="none"
              >
                {stop.title}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
