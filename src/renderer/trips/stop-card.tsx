import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { ArrowDown, ArrowUp, CalendarArrowDown, Ellipsis, Lock, Pencil, Star, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { type Day, removeStop, type Stop, type TripDetail, updateStop } from '../../mcp/trips/contract.ts'
import { useAction } from '../app/action.tsx'
import { duration, useFormats, words } from '../app/formats.ts'
import { IconButton } from '../ui/button.tsx'
import { cx } from '../ui/class-names.ts'
import { DragHandle } from '../ui/drag-handle.tsx'
import { Explained, MaybeEstimate } from '../ui/estimate.tsx'
import { Menu, MenuItem, MenuLine, SubMenu } from '../ui/menu.tsx'
import { FindingLine } from './finding-line.tsx'
import { useHighlight } from './highlight.ts'
import { minutesBetween } from './minutes-between.ts'
import { stopDrag, stopDragOf, stopTarget } from './stop-drag.ts'
import { StopEditor } from './stop-editor.tsx'
import { endOf, stepPlace } from './stop-order.ts'
import { useMoveStop } from './use-move-stop.ts'

interface StopCardProps {
  trip: TripDetail
  day: Day
  stop: Stop
  number: number
}

/** Makes a card draggable and a place to drop beside; tells which edge a stop would be dropped at. */
function useStopDrag(stop: Stop, date: string) {
  const card = useRef<HTMLDivElement>(null)
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null)
  const [dragged, setDragged] = useState(false)
  const { stop_id, title } = stop
  useEffect(() => {
    const element = card.current
    if (element === null) return
    return combine(
      draggable({
        element,
        getInitialData: () => stopDrag(stop_id, title),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => stopDragOf(source.data) !== undefined,
        getData: ({ input }) =>
          attachClosestEdge(stopTarget(date, stop_id), { element, input, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self, source }) => {
          const closest = extractClosestEdge(self.data)
          const own = stopDragOf(source.data)?.stopId === stop_id
          setEdge(own || (closest !== 'top' && closest !== 'bottom') ? null : closest)
        },
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    )
  }, [stop_id, title, date])
  return { card, edge, dragged }
}

/** Kind, price, area and hours in one line; where they are from, and the hours in full, a hover or focus away. */
function StopFacts({ stop }: { stop: Stop }) {
  const formats = useFormats()
  const age = stop.retrieved_at === undefined ? '' : `, ${formats.moment(stop.retrieved_at)}`
  const hours = stop.hours === undefined ? '' : ` Usual hours: ${stop.hours}. Check before you go.`
  // Coming and going, and what one wrote oneself, have no source worth a stop of the keyboard.
  if (stop.cost === undefined && stop.area === undefined && stop.hours === undefined) {
    return <p className="truncate text-sm text-soft">{words(stop.category)}</p>
  }
  return (
    <p className="truncate text-sm text-soft">
      <Explained text={`Source: ${stop.source}${age}.${hours}`} className="-outline-offset-1 hover:text-ink">
        {words(stop.category)}
      </Explained>
      {stop.cost !== undefined && (
        <>
          {' · '}
          {stop.cost.amount === 0 ? (
            'free'
          ) : (
            <MaybeEstimate estimated={stop.is_estimate} method={`usual price for everyone, ${stop.source}`}>
              {formats.money(stop.cost.amount, stop.cost.currency)}
            </MaybeEstimate>
          )}
        </>
      )}
      {stop.area !== undefined && ` · ${stop.area}`}
      {stop.hours !== undefined && ` · ${stop.hours}`}
    </p>
  )
}

/** A stop: when, what, what it costs, what the checker found; moved by dragging or by its handle and arrow keys. */
export function StopCard({ trip, day, stop, number }: StopCardProps) {
  const formats = useFormats()
  const act = useAction()
  const move = useMoveStop(trip.trip_id)
  const [editing, setEditing] = useState(false)
  const { card, edge, dragged } = useStopDrag(stop, day.date)
  const lit = useHighlight((state) => state.stopId === stop.stop_id)
  const light = useHighlight((state) => state.light)
  const findings = trip.findings.filter((finding) => finding.stop_id === stop.stop_id)

  const step = (by: -1 | 1) => {
    const place = stepPlace(trip.days, stop.stop_id, by)
    if (place !== undefined) void move(stop, place, 'keep focus')
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only lights up the marker on the map
    <div
      id={`stop-${stop.stop_id}`}
      className="relative grid grid-cols-[var(--time)_minmax(0,1fr)] gap-3"
      onMouseEnter={() => light(stop.stop_id)}
      onMouseLeave={() => light(null)}
    >
      <div className="flex flex-col items-start gap-1 pt-2.5 text-sm text-soft tabular-nums">
        <time className="whitespace-nowrap" dateTime={stop.start}>
          {formats.time(stop.start)}
        </time>
        <span
          aria-hidden
          className="grid size-[18px] place-items-center rounded-full forced-color-adjust-none bg-(--day) text-[0.68rem] font-semibold text-(--on-day)"
        >
          {number}
        </span>
      </div>
      <div
        ref={card}
        className={cx(
          'group relative rounded-[9px] border border-l-3 border-line border-l-(--day) bg-card py-2 pr-3 pl-3 transition-shadow duration-100',
          lit && 'shadow-float',
          dragged && 'opacity-40',
          edge === 'top' &&
            'before:absolute before:inset-x-0 before:-top-1.5 before:h-0.5 before:rounded before:bg-accent forced-colors:before:bg-[Highlight]',
          edge === 'bottom' &&
            'after:absolute after:inset-x-0 after:-bottom-1.5 after:h-0.5 after:rounded after:bg-accent forced-colors:after:bg-[Highlight]',
        )}
      >
        <div className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <h3 className="flex items-baseline gap-1.5 font-semibold">
              <button
                type="button"
                onClick={() => setEditing(true)}
                aria-haspopup="dialog"
                className="min-h-6 min-w-0 rounded text-left underline-offset-3 group-hover:underline group-hover:decoration-line-strong hover:text-accent hover:decoration-current!"
              >
                {stop.title}
              </button>
              {stop.must_see && (
                <Star size={12} className="shrink-0 self-center text-amber" fill="currentColor" aria-label="must see" />
              )}
              {stop.locked && (
                <Lock size={12} className="shrink-0 self-center text-faint" aria-label="keeps its time" />
              )}
              <span className="ml-auto shrink-0 text-xs font-normal text-faint transition-opacity duration-100 group-hover:opacity-0 pointer-coarse:pr-16 pointer-coarse:opacity-100!">
                {duration(minutesBetween(stop.start, stop.end))}
              </span>
            </h3>
            <StopFacts stop={stop} />
            {stop.description !== undefined && (
              <p className="hidden truncate text-sm text-faint @2xl:block">{stop.description}</p>
            )}
            {stop.notes !== undefined && stop.notes !== '' && (
              <p className="mt-1 text-sm whitespace-pre-wrap text-ink italic">{stop.notes}</p>
            )}
          </div>
          <div className="absolute top-1.5 right-1 flex rounded-lg bg-card opacity-0 *:size-6 transition-opacity duration-100 group-hover:opacity-100 has-focus-visible:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100">
            <Menu trigger={<IconButton plain icon={Ellipsis} label={`More for ${stop.title}`} className="size-6" />}>
              <MenuItem icon={Pencil} onSelect={() => setEditing(true)}>
                Edit
              </MenuItem>
              <MenuItem
                icon={ArrowUp}
                disabled={stepPlace(trip.days, stop.stop_id, -1) === undefined}
                onSelect={() => step(-1)}
              >
                Move up
              </MenuItem>
              <MenuItem
                icon={ArrowDown}
                disabled={stepPlace(trip.days, stop.stop_id, 1) === undefined}
                onSelect={() => step(1)}
              >
                Move down
              </MenuItem>
              {trip.days.length > 1 && (
                <SubMenu icon={CalendarArrowDown} label="Move to day">
                  {trip.days
                    .filter((other) => other.date !== day.date)
                    .map((other) => (
                      <MenuItem
                        key={other.date}
                        onSelect={() => {
                          const place = endOf(trip.days, stop.stop_id, other.date)
                          if (place !== undefined) void move(stop, place)
                        }}
                      >
                        {formats.shortDayOfTrip(other.date)}
                      </MenuItem>
                    ))}
                </SubMenu>
              )}
              <MenuItem
                icon={Lock}
                onSelect={() =>
                  void act(
                    updateStop,
                    { stop_id: stop.stop_id, locked: !stop.locked },
                    { done: stop.locked ? `The time of ${stop.title} may change` : `${stop.title} keeps its time` },
                  )
                }
              >
                {stop.locked ? 'Let its time change' : 'Keep its time'}
              </MenuItem>
              <MenuLine />
              <MenuItem
                icon={Trash2}
                danger
                onSelect={() => void act(removeStop, { stop_id: stop.stop_id }, { done: `Removed ${stop.title}` })}
              >
                Remove
              </MenuItem>
            </Menu>
            <DragHandle
              title={stop.title}
              help="Up and down arrow keys move it; past the end of a day it goes on to the next"
              onStep={step}
            />
          </div>
        </div>
        {findings.map((finding) => (
          <FindingLine key={`${finding.code} ${finding.message}`} finding={finding} className="mt-1.5" />
        ))}
      </div>
      {editing && <StopEditor stop={stop} currency={trip.budget.currency} onClose={() => setEditing(false)} />}
    </div>
  )
}
