import { geoPath } from 'd3-geo'
import { useMemo } from 'react'
import type { Stop, TripDetail } from '../../mcp/trips/contract.ts'
import { useFormats } from '../app/formats.ts'
import { areaLabels, halfWidth, withRoom } from './area-labels.ts'
import { dayColour } from './categories.ts'
import { ringsPath } from './coast.ts'
import { useHighlight } from './highlight.ts'
import { GroupPin, NamePlate, pinRadius, StopPin } from './map-pin.tsx'
import { grouped } from './map-pins.ts'
import { isFar, type MapView, metresPerPixel, projectionOf, type Size } from './map-view.ts'
import type { useLand } from './use-land.ts'

interface MapDrawingProps {
  trip: TripDetail
  view: MapView
  size: Size
  land: ReturnType<typeof useLand>
  /** The one day that stands out, or all. */
  day: string | null
  onStop(stopId: string): void
  onGroup(stops: Stop[]): void
}

interface Placed {
  stop: Stop
  number: number
  date: string
  colour: string
  x: number
  y: number
}

/** How far a coast of 1:10 million is off, in metres: so far, land reaches over it, that what stands at the water is dry. */
const coastError = 220

/** The land: outlines from far, a soft and rough coast from near, nothing where neither says anything true. */
function Land({ land, view, size }: Pick<MapDrawingProps, 'land' | 'view' | 'size'>) {
  const projection = useMemo(() => projectionOf(view, size), [view, size])
  const outline = useMemo(
    () => (land.world === undefined ? null : geoPath(projection)(land.world)),
    [land.world, projection],
  )
  const coast = useMemo(
    () => (land.coast === undefined ? null : ringsPath(land.coast, projection)),
    [land.coast, projection],
  )
  if (outline === null && coast === null) return null
  return (
    <>
      <rect width={size.width} height={size.height} fill="var(--water)" />
      {outline !== null && <path d={outline} fill="var(--map-land)" stroke="var(--line-strong)" strokeWidth={0.8} />}
      {coast !== null && (
        <path
          d={coast}
          fill="var(--map)"
          fillRule="evenodd"
          stroke="var(--map)"
          strokeWidth={(2 * coastError) / metresPerPixel(view)}
          strokeLinejoin="round"
        />
      )}
    </>
  )
}

interface AreasProps {
  trip: TripDetail
  projection: ReturnType<typeof projectionOf>
  size: Size
  markers: readonly { x: number; y: number }[]
}

/** The names of the areas that the stops stand in, where there is room for them. */
function Areas({ trip, projection, size, markers }: AreasProps) {
  const labels = useMemo(() => {
    const all = areaLabels(trip.days.flatMap((day) => day.stops)).flatMap(({ name, lat, lon }) => {
      const [x = 0, y = 0] = projection([lon, lat]) ?? []
      if (x < 0 || x > size.width || y > size.height - 12) return []
      return [{ name, x: Math.min(Math.max(x, halfWidth(name) + 6), size.width - halfWidth(name) - 6), y: y - 19 }]
    })
    return withRoom(all, markers)
  }, [trip.days, projection, size, markers])
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

/** The map itself: land where it says something, lines of the days, numbered stops where they are. */
export function MapDrawing({ trip, view, size, land, day, onStop, onGroup }: MapDrawingProps) {
  const formats = useFormats()
  const lit = useHighlight((state) => state.stopId)
  const projection = useMemo(() => projectionOf(view, size), [view, size])
  const placed = useMemo(
    () =>
      trip.days.flatMap(({ date, stops }, index): Placed[] =>
        stops.map((stop, position) => {
          const [x = 0, y = 0] = projection([stop.lon, stop.lat]) ?? []
          return { stop, number: position + 1, date, colour: dayColour(index), x, y }
        }),
      ),
    [trip.days, projection],
  )
  const groups = useMemo(
    () =>
      grouped(
        placed.filter(({ date }) => day === null || date === day),
        2 * pinRadius - 2,
      ),
    [placed, day],
  )
  const pointed = placed.find(({ stop }) => stop.stop_id === lit)
  const isLit = ({ members }: { members: Placed[] }) => members.some(({ stop }) => stop.stop_id === lit)
  const onTop = [...groups].sort((a, b) => Number(isLit(a)) - Number(isLit(b)))
  const nameOf = ({ stop, number, date }: Placed) =>
    `${number}: ${stop.title}, ${formats.shortDayOfTrip(date)} ${formats.time(stop.start)}`
  return (
    <>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the map around it has the name; a title would pop up over all of it */}
      <svg width={size.width} height={size.height} className="block select-none">
        <Land land={land} view={view} size={size} />
        {trip.days.map(({ date }, index) => {
          const stops = placed.filter((marker) => marker.date === date)
          return (
            <g
              key={date}
              stroke={dayColour(index)}
              strokeWidth={2.6}
              strokeLinecap="round"
              opacity={day === null || day === date ? 0.85 : 0.2}
            >
              {stops.slice(1).map((to, position) => {
                const from = stops[position]
                if (from === undefined) return null
                const dashes = isFar(from.stop, to.stop) ? '1 10' : '0.5 7'
                return (
                  <line key={to.stop.stop_id} x1={from.x} y1={from.y} x2={to.x} y2={to.y} strokeDasharray={dashes} />
                )
              })}
            </g>
          )
        })}
        {placed
          .filter(({ date }) => day !== null && date !== day)
          .map(({ stop, x, y, colour }) => (
            <circle key={stop.stop_id} cx={x} cy={y} r={4} fill={colour} opacity={0.35} />
          ))}
        {!land.far && <Areas trip={trip} projection={projection} size={size} markers={groups} />}
        {onTop.map((group) => {
          const { members, x, y } = group
          const [first] = members
          if (first === undefined) return null
          const shared = {
            x,
            y,
            inView: x > -12 && x < size.width + 12 && y > -12 && y < size.height + 12,
            active: isLit(group),
            stopId: first.stop.stop_id,
          }
          if (members.length === 1) {
            return (
              <StopPin
                key={first.stop.stop_id}
                {...shared}
                name={nameOf(first)}
                number={first.number}
                colour={first.colour}
                onUse={() => onStop(first.stop.stop_id)}
              />
            )
          }
          const oneDay = new Set(members.map(({ date }) => date)).size === 1
          return (
            <GroupPin
              key={first.stop.stop_id}
              {...shared}
              name={`${members.length} stops close together: ${members.map(({ stop }) => stop.title).join(', ')}`}
              count={members.length}
              colour={oneDay ? first.colour : 'var(--soft)'}
              onUse={() => onGroup(members.map(({ stop }) => stop))}
            />
          )
        })}
      </svg>
      {pointed !== undefined && (
        <NamePlate x={pointed.x} y={pointed.y} width={size.width}>
          {plateText(pointed, groups)}
        </NamePlate>
      )}
    </>
  )
}

/** The name of the stop that is pointed at, and how many more stand there. */
function plateText(pointed: Placed, groups: readonly { members: Placed[] }[]): string {
  const others = groups.find(({ members }) => members.includes(pointed))?.members.length ?? 1
  return others > 1 ? `${pointed.stop.title} and ${others - 1} more` : pointed.stop.title
}
