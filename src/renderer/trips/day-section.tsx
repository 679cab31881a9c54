import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { CarFront, Plane, Plus, Ship, TrainFront } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Day, Leg, Travel, TripDetail } from '../../mcp/trips/contract.ts'
import { assertNever } from '../../shared/errors.ts'
import { duration, useFormats, words } from '../app/formats.ts'
import { cx } from '../ui/class-names.ts'
import { Estimate, MaybeEstimate } from '../ui/estimate.tsx'
import { AddStopDialog } from './add-stop-dialog.tsx'
import { dayColour } from './categories.ts'
import { FindingLine } from './finding-line.tsx'
import { StopCard } from './stop-card.tsx'
import { stopDragOf, stopTarget } from './stop-drag.ts'

function TravelIcon({ mode }: { mode: Travel['mode'] }) {
  const look = { size: 16, strokeWidth: 1.8, 'aria-hidden': true, className: 'mt-0.5 shrink-0 text-faint' } as const
  if (mode === 'flight') return <Plane {...look} />
  if (mode === 'train') return <TrainFront {...look} />
  if (mode === 'drive') return <CarFront {...look} />
  if (mode === 'ferry') return <Ship {...look} />
  return assertNever(mode)
}

function TravelRow({ travel }: { travel: Travel }) {
  const formats = useFormats()
  return (
    <div className="my-2 flex items-start gap-2.5 rounded-[9px] bg-sunk px-3 py-2 text-sm text-soft">
      <TravelIcon mode={travel.mode} />
      <div className="min-w-0 flex-1">
        <span className="font-medium text-ink">
          {words(travel.mode)} {travel.from} → {travel.to}
        </span>{' '}
        <span className="whitespace-nowrap tabular-nums">
          {formats.time(travel.depart)} – {formats.time(travel.arrive)}
        </span>
        <span className="block">
          <MaybeEstimate estimated={travel.is_estimate} method={travel.method}>
            {duration(travel.minutes)}
          </MaybeEstimate>
          {' · '}
          <MaybeEstimate
            estimated={travel.is_estimate}
            method={`${travel.method}; usually ${formats.money(travel.price_low, travel.price.currency)} to ${formats.money(travel.price_high, travel.price.currency)}`}
          >
            {formats.money(travel.price.amount, travel.price.currency)}
          </MaybeEstimate>
          {` · ${travel.source}`}
        </span>
      </div>
    </div>
  )
}

function LegRow({ leg }: { leg: Leg }) {
  const formats = useFormats()
  return (
    <div className="ml-[calc(var(--time)+12px)] border-l-2 border-dotted border-line-strong py-1.5 pl-3.5 text-xs text-faint">
      {leg.minutes < 1 ? 'next door' : `${leg.mode.replaceAll('_', ' ')} `}
      {leg.minutes >= 1 && (
        <MaybeEstimate estimated={leg.is_estimate} method="from the distance and the usual speed">
          {duration(leg.minutes)}
        </MaybeEstimate>
      )}
      {leg.minutes >= 1 && leg.metres > 0 && ` · ${formats.distance(leg.metres)}`}
    </div>
  )
}

/** One day: its name, how one gets there, stops with legs between them, and where to add one. */
export function DaySection({ trip, day, index }: { trip: TripDetail; day: Day; index: number }) {
  const formats = useFormats()
  const [adding, setAdding] = useState(false)
  const [over, setOver] = useState(false)
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = box.current
    if (element === null) return
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => stopDragOf(source.data) !== undefined,
      getData: () => stopTarget(day.date),
      onDrag: ({ location }) => setOver(location.current.dropTargets[0]?.element === element),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    })
  }, [day.date])

  const travels = trip.travel.filter((travel) => travel.date === day.date)
  const findings = trip.findings.filter((finding) => finding.date === day.date && finding.stop_id === undefined)
  const subtitle = day.title ?? (trip.destinations.length > 1 ? day.city : undefined)
  return (
    <section
      ref={box}
      id={`day-${day.date}`}
      aria-labelledby={`day-${day.date}-name`}
      className={cx(
        '-mx-2 mb-5 rounded-xl px-2 pb-1 transition-colors',
        over && 'bg-accent-soft forced-colors:outline',
      )}
      style={{ '--day': dayColour(index), '--time': formats.twelveHour ? '60px' : '50px' } as React.CSSProperties}
    >
      <header className="mt-1 mb-2.5 flex flex-wrap items-baseline gap-x-2.5">
        <h2 id={`day-${day.date}-name`} className="whitespace-nowrap font-serif text-[1.07rem] font-medium">
          {formats.dayOfTrip(day.date)}
        </h2>
        {subtitle !== undefined && (
          <span className="order-1 basis-full text-sm text-soft @lg:order-none @lg:basis-auto">{subtitle}</span>
        )}
        {day.walking_metres !== undefined && day.walking_metres > 0 && (
          <span className="ml-auto text-sm whitespace-nowrap text-soft">
            <Estimate method="straight lines between the stops, times the usual detour">
              {formats.distance(day.walking_metres)}
            </Estimate>{' '}
            on foot
          </span>
        )}
      </header>
      {findings.map((finding) => (
        <FindingLine key={`${finding.code} ${finding.message}`} finding={finding} className="mb-2" />
      ))}
      {travels
        .filter((travel) => travel.kind !== 'return')
        .map((travel) => (
          <TravelRow key={`${travel.kind} ${travel.depart}`} travel={travel} />
        ))}
      <ol aria-label={`Stops on ${formats.dayOfTrip(day.date)}`}>
        {day.stops.map((stop, position) => {
          const next = day.stops[position + 1]
          const leg =
            next && day.legs.find((candidate) => candidate.from === stop.stop_id && candidate.to === next.stop_id)
          return (
            <li key={stop.stop_id}>
              <StopCard trip={trip} day={day} stop={stop} number={position + 1} />
              {leg !== undefined && <LegRow leg={leg} />}
              {leg === undefined && next !== undefined && <div className="h-2" />}
            </li>
          )
        })}
      </ol>
      {day.stops.length === 0 && (
        <p className="rounded-[9px] border border-dashed border-line-strong px-3 py-2.5 text-sm text-soft">
          Nothing planned. Drop a stop here, or add one.
        </p>
      )}
      {travels
        .filter((travel) => travel.kind === 'return')
        .map((travel) => (
          <TravelRow key={`${travel.kind} ${travel.depart}`} travel={travel} />
        ))}
      <button
        type="button"
        onClick={() => setAdding(true)}
        className="mt-2 ml-[calc(var(--time)+8px)] inline-flex items-center gap-1.5 rounded-lg px-1.5 py-1 text-sm text-soft hover:bg-hover hover:text-ink"
      >
        <Plus size={15} aria-hidden /> Add a stop<span className="sr-only"> on {formats.dayOfTrip(day.date)}</span>
      </button>
      {adding && <AddStopDialog trip={trip} day={day} onClose={() => setAdding(false)} />}
    </section>
  )
}
