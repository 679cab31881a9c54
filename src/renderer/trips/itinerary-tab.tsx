import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { CalendarDays, ChevronDown, Map as MapIcon } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { planTrip, type TripDetail } from '../../mcp/trips/contract.ts'
import { useAction } from '../app/action.tsx'
import { useView } from '../app/view-state.ts'
import { Button } from '../ui/button.tsx'
import { Callout, Empty } from '../ui/notice.tsx'
import { SplitPane } from '../ui/split-pane.tsx'
import { BudgetStrip } from './budget-strip.tsx'
import { DaySection } from './day-section.tsx'
import { FindingLine } from './finding-line.tsx'
import { useHighlight } from './highlight.ts'
import { stopDragOf, stopTargetOf } from './stop-drag.ts'
import { dropPlace, endOf, type Place } from './stop-order.ts'
import { TripMap } from './trip-map.tsx'
import { useMoveStop } from './use-move-stop.ts'

function Assumptions({ trip }: { trip: TripDetail }) {
  const [open, setOpen] = useState(false)
  if (trip.assumptions.length === 0) return null
  return (
    <div className="mb-4 text-sm text-soft">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex items-center gap-1 rounded-md hover:text-ink"
      >
        <ChevronDown size={14} aria-hidden className={open ? '' : '-rotate-90'} />
        What this plan assumes ({trip.assumptions.length})
      </button>
      {open && (
        <ul className="mt-1 list-disc pl-8">
          {trip.assumptions.map((assumption) => (
            <li key={assumption}>{assumption}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Listens for stops being dropped, on a stop or on a day. */
function useDrops(trip: TripDetail): void {
  const move = useMoveStop(trip.trip_id)
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => stopDragOf(source.data) !== undefined,
        onDrop: ({ source, location }) => {
          const drag = stopDragOf(source.data)
          const over = location.current.dropTargets[0]
          const target = over && stopTargetOf(over.data)
          if (drag === undefined || over === undefined || target === undefined) return
          let place: Place | undefined
          if (target.stopId === undefined) place = endOf(trip.days, drag.stopId, target.date)
          else {
            const edge = extractClosestEdge(over.data) === 'top' ? 'before' : 'after'
            place = dropPlace(trip.days, drag.stopId, { date: target.date, stopId: target.stopId, edge })
          }
          if (place !== undefined) void move({ stop_id: drag.stopId, title: drag.title }, place)
        },
      }),
    [trip.days, move],
  )
}

/** Where in the itinerary one reads, from its top: the day there is the one that is being read. */
const readingLine = 0.35

/** Tells which day is being read as the itinerary scrolls. */
function useReading(scroller: RefObject<HTMLElement | null>, trip: TripDetail): void {
  const read = useHighlight((state) => state.read)
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = () => {
      const atEnd = element.scrollTop > 0 && element.scrollTop + element.clientHeight >= element.scrollHeight - 2
      const line = element.scrollTop + element.clientHeight * readingLine
      const begun = trip.days.filter(({ date }, index) => {
        const section = document.getElementById(`day-${date}`)
        return index === 0 || atEnd || (section !== null && section.offsetTop <= line)
      })
      const day = begun.at(-1)
      if (day !== undefined) read(day.date)
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [scroller, trip.days, read])
}

/** Brings the stop into view that was chosen on the map, and gives it the keyboard. */
function useSought(): void {
  const sought = useHighlight((state) => state.sought)
  const seek = useHighlight((state) => state.seek)
  useEffect(() => {
    if (sought === null) return
    seek(null)
    const card = document.getElementById(`stop-${sought}`)
    card?.scrollIntoView({ block: 'center', behavior: 'smooth' })
    card?.querySelector<HTMLElement>('h3 button')?.focus({ preventScroll: true })
  }, [sought, seek])
}

function Days({ trip }: { trip: TripDetail }) {
  const act = useAction()
  const scroller = useRef<HTMLDivElement>(null)
  useDrops(trip)
  useReading(scroller, trip)
  useSought()
  const general = trip.findings.filter((finding) => finding.stop_id === undefined && finding.date === undefined)
  if (trip.days.every((day) => day.stops.length === 0)) {
    return (
      <Empty icon={CalendarDays} title="No days planned yet" className="flex-1">
        <p className="mb-3">Sojourn can plan the days by opening hours and distance.</p>
        <Button
          variant="primary"
          onClick={() => void act(planTrip, { trip_id: trip.trip_id }, { done: 'Planned the days' })}
        >
          Plan the days
        </Button>
      </Empty>
    )
  }
  return (
    <div
      ref={scroller}
      className="@container relative min-h-0 flex-1 overflow-y-auto scroll-pt-4 pt-4 pr-5 pb-16 pl-7 short:pl-5"
    >
      {general.map((finding) => (
        <FindingLine key={`${finding.code} ${finding.message}`} finding={finding} className="mb-2" />
      ))}
      <Assumptions trip={trip} />
      {trip.days.map((day, index) => (
        <DaySection key={day.date} trip={trip} day={day} index={index} />
      ))}
      {trip.days.some((day) => day.stops.some((stop) => stop.source.includes('guide'))) && (
        <Callout tone="note" className="mt-8">
          Places are from the built-in guide; check their hours before you go. Dotted values are estimates.
        </Callout>
      )}
    </div>
  )
}

/** Days down the page; beside them, where there is room, the map over the budget. */
export function ItineraryTab({ trip, beside }: { trip: TripDetail; beside: boolean }) {
  const folded = useView((state) => state.folded.map === true)
  const fold = useView((state) => state.fold)
  if (!beside) {
    return (
      <div className="flex min-w-0 flex-1 flex-col">
        <Days trip={trip} />
      </div>
    )
  }
  if (folded) {
    return (
      <div className="relative flex min-w-0 flex-1 flex-col">
        <Days trip={trip} />
        <Button className="absolute right-4 bottom-4 shadow-float" onClick={() => fold('map', false)}>
          <MapIcon size={15} aria-hidden /> Show map and budget
        </Button>
      </div>
    )
  }
  return (
    <SplitPane
      name="map"
      sized="second"
      width={400}
      least={280}
      most={900}
      leave={380}
      first={<Days trip={trip} />}
      second={
        <div className="flex min-h-0 flex-1 flex-col">
          <TripMap trip={trip} beside onFold={() => fold('map', true)} />
          <BudgetStrip trip={trip} />
        </div>
      }
    />
  )
}
