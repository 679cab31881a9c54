import { Maximize, Minus, PanelRightClose, Plus } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Stop, TripDetail } from '../../mcp/trips/contract.ts'
import { metresBetween } from '../../shared/geo.ts'
import { useFormats } from '../app/formats.ts'
import { openTrip } from '../app/route.ts'
import { IconButton } from '../ui/button.tsx'
import { cx } from '../ui/class-names.ts'
import { useSize } from '../ui/use-size.ts'
import { dayColour } from './categories.ts'
import { useHighlight } from './highlight.ts'
import { MapDrawing } from './map-drawing.tsx'
import { type MapView, metresPerPixel, panned, scaleBar, viewBetween, viewOf, withinScales } from './map-view.ts'
import { useLand } from './use-land.ts'

interface TripMapProps {
  trip: TripDetail
  /** Whether it stands beside the itinerary, whose day it follows, or in its place. */
  beside: boolean
  onFold?: () => void
}

const margin = 36
/** How high the line at the bottom of the map is, in pixels. */
const captionHeight = 24
const zoomStep = 1.5
/** Arrival and departure stand at an airport far out; the first view leaves them beyond its edge. */
const isAtTheEdge = (category: string) => category === 'arrival' || category === 'departure'

/** A group this wide or less, in metres, is one place: no zooming in parts it. */
const onePlace = 10

/** The day that the map shows, or all: beside the itinerary the one that is read there, until all are asked for. */
function useMapDay(trip: TripDetail, beside: boolean) {
  const reading = useHighlight((state) => state.day)
  const read = useHighlight((state) => state.read)
  const [chosen, setChosen] = useState<string | null | undefined>(beside ? undefined : null)
  const known = trip.days.some(({ date }) => date === reading)
  const day = chosen === undefined ? (known ? reading : (trip.days[0]?.date ?? null)) : chosen
  const choose = (date: string | null) => {
    if (!beside || date === null) {
      setChosen(date)
      return
    }
    setChosen(undefined)
    document.getElementById(`day-${date}`)?.scrollIntoView({ block: 'start' })
    // After the scrolling has said which day it came to: at the end of the page that may be the next one.
    requestAnimationFrame(() => read(date))
  }
  return { day, choose }
}

/** The stops of a trip where they are: numbered per day, north up, with a scale. Needs no network and draws no streets. */
export function TripMap({ trip, beside, onFold }: TripMapProps) {
  const formats = useFormats()
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const bar = useRef<HTMLFieldSetElement>(null)
  const top = useSize(bar).height
  const { day, choose: chooseDay } = useMapDay(trip, beside)
  const seek = useHighlight((state) => state.seek)
  const [moved, setMoved] = useState<MapView | null>(null)
  const drag = useRef<{ x: number; y: number; view: MapView } | null>(null)

  const fitted = useMemo(() => {
    const stops = trip.days
      .filter((candidate) => day === null || candidate.date === day)
      .flatMap(({ stops: all }) => all)
    const central = stops.filter((stop) => !isAtTheEdge(stop.category))
    const shown = central.length > 0 ? central : stops
    return viewBetween(shown.length > 0 ? shown : trip.destinations, size, margin, { top, bottom: captionHeight })
  }, [trip.days, trip.destinations, day, size, top])
  const [followed, setFollowed] = useState(day)
  if (followed !== day) {
    setFollowed(day)
    setMoved(null)
  }
  const view = moved ?? fitted
  const land = useLand(trip, view, size)
  const scale = scaleBar(metresPerPixel(view), 90)

  const zoom = (factor: number) => setMoved({ ...view, scale: withinScales(view.scale * factor) })
  const zoomBy = useRef(zoom)
  zoomBy.current = zoom
  // React listens to wheels passively; the page must not scroll while the map zooms.
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      zoomBy.current(event.deltaY < 0 ? 1.15 : 1 / 1.15)
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [])

  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: [-40, 0], ArrowRight: [40, 0], ArrowUp: [0, -40], ArrowDown: [0, 40] }[event.key]
    if (step !== undefined) setMoved(panned(view, step[0] ?? 0, step[1] ?? 0))
    else if (event.key === '+' || event.key === '=') zoom(zoomStep)
    else if (event.key === '-') zoom(1 / zoomStep)
    else if (event.key === '0') setMoved(null)
    else return
    event.preventDefault()
  }
  const start = (event: PointerEvent<HTMLDivElement>) => {
    if (event.target instanceof Element && event.target.closest('button, a, [data-marker]') !== null) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, view }
  }
  const pull = (event: PointerEvent) => {
    if (drag.current === null) return
    setMoved(panned(drag.current.view, drag.current.x - event.clientX, drag.current.y - event.clientY))
  }
  const choose = (date: string | null) => {
    chooseDay(date)
    setMoved(null)
  }
  const showStop = (stopId: string) => {
    seek(stopId)
    if (!beside) openTrip(trip.trip_id)
  }
  const openGroup = (stops: Stop[]) => {
    const across = Math.max(...stops.flatMap((a) => stops.map((b) => metresBetween(a, b))))
    if (across > onePlace) {
      setMoved(viewOf(stops, size, 2 * margin, 100))
      return
    }
    const lit = stops.findIndex(({ stop_id }) => document.activeElement?.closest(`#stop-${CSS.escape(stop_id)}`))
    const next = stops[(lit + 1) % stops.length]
    if (next !== undefined) showStop(next.stop_id)
  }
  const dayButton = (active: boolean) =>
    cx(
      'inline-flex h-6 items-center gap-1.5 rounded-full border px-2 text-xs font-medium whitespace-nowrap transition-colors',
      active ? 'border-accent bg-card text-ink' : 'border-transparent bg-card/80 text-soft hover:text-ink',
    )
  return (
    <section aria-label="Map" className="relative flex min-h-0 min-w-0 flex-1 flex-col bg-(--map)">
      {/* biome-ignore lint/a11y/useSemanticElements: a map is not an image; its parts can be used */}
      <div
        ref={box}
        role="group"
        aria-label="Map of the stops; arrow keys move it, plus and minus zoom, 0 shows everything"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the map
        tabIndex={0}
        onKeyDown={press}
        onPointerDown={start}
        onPointerMove={pull}
        onPointerUp={() => {
          drag.current = null
        }}
        className="relative min-h-0 flex-1 cursor-grab touch-none overflow-hidden -outline-offset-2 active:cursor-grabbing"
      >
        {size.width > 0 && (
          <MapDrawing trip={trip} view={view} size={size} land={land} day={day} onStop={showStop} onGroup={openGroup} />
        )}
      </div>
      <div className="pointer-events-none absolute inset-x-0 top-0 flex items-start justify-between gap-2 p-2.5">
        <fieldset ref={bar} aria-label="Days on the map" className="min-w-0 pointer-events-auto flex flex-wrap gap-1">
          <button
            type="button"
            aria-pressed={day === null}
            className={dayButton(day === null)}
            onClick={() => choose(null)}
          >
            All days
          </button>
          {trip.days.map(({ date }, index) => (
            <button
              key={date}
              type="button"
              aria-pressed={day === date}
              className={dayButton(day === date)}
              onClick={() => choose(date)}
            >
              <span
                aria-hidden
                className="size-2 rounded-full forced-color-adjust-none"
                style={{ background: dayColour(index) }}
              />
              {formats.shortDayOfTrip(date)}
            </button>
          ))}
        </fieldset>
        {onFold !== undefined && (
          <IconButton
            icon={PanelRightClose}
            label="Hide map and budget"
            onClick={onFold}
            className="pointer-events-auto bg-card/80"
          />
        )}
      </div>
      <div className="absolute right-2.5 bottom-9 flex flex-col overflow-hidden rounded-lg border border-line bg-card shadow-float">
        <IconButton icon={Plus} label="Zoom in" size={15} className="rounded-none" onClick={() => zoom(zoomStep)} />
        <IconButton
          icon={Minus}
          label="Zoom out"
          size={15}
          className="rounded-none"
          onClick={() => zoom(1 / zoomStep)}
        />
        <IconButton
          icon={Maximize}
          label="Show everything"
          size={14}
          className="rounded-none"
          onClick={() => choose(null)}
        />
      </div>
      <div className="pointer-events-none absolute inset-x-0 bottom-0 flex items-end justify-between gap-3 px-3 pb-2 text-[0.7rem] text-soft">
        <span className="min-w-0">{captionOf(land)}</span>
        <span className="flex shrink-0 items-end gap-2">
          <span className="flex flex-col items-center leading-tight">
            {formats.distance(scale.metres)}
            <span aria-hidden className="h-1.5 border-x border-b border-soft" style={{ width: scale.pixels }} />
          </span>
          <span role="img" aria-label="North is up" className="font-semibold">
            N↑
          </span>
        </span>
      </div>
    </section>
  )
}

/** What the map shows of the land, and what it does not. */
function captionOf(land: ReturnType<typeof useLand>): string {
  if (land.far) return 'Coast: Natural Earth 1:50m · offline'
  return land.coast === undefined
    ? 'Positions to scale · no streets offline'
    : 'Rough coast (Natural Earth) · no streets'
}
