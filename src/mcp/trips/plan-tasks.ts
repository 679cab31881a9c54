import { addTasks, deleteTask, type Task, updateTask } from '../tasks/contract.ts'
import type { Travel } from './contract.ts'
import type { TripFacts } from './gather-facts.ts'
import type { StopRecord, TripRecord } from './records.ts'
import type { TripsContext } from './store.ts'
import { tasksOf } from './trip-detail.ts'
import { type PlannedTask, tasksFor } from './trip-tasks.ts'
import { weatherToExpect } from './weather/weather-to-expect.ts'

/** How many stops are suggested for a reservation. */
const mostReservations = 2
const reservable = new Set(['museum', 'gallery', 'palace', 'castle', 'tower', 'church', 'ruins', 'monument', 'temple'])

/** The tasks that a trip should have by its plan. */
export function wantedTasks(
  trip: TripRecord,
  stops: readonly StopRecord[],
  facts: TripFacts,
  travel: readonly Travel[],
): PlannedTask[] {
  return tasksFor({
    trip,
    stays: facts.stays,
    travel,
    countries: facts.countries,
    reserve: toReserve(stops, facts),
    weather: weatherToExpect(facts.stays, facts.climate, facts.units).map(({ city, summary }) => `${city}: ${summary}`),
    today: facts.today,
  })
}

/** The best-known stops with an entrance fee: those sell out. */
function toReserve(stops: readonly StopRecord[], { places }: TripFacts): string[] {
  return stops
    .flatMap((stop) => {
      const place = stop.placeId === undefined ? undefined : places.get(stop.placeId)
      const known = place?.popularity ?? 0
      if (
        place === undefined ||
        known < 4 ||
        !reservable.has(place.category) ||
        !(place.price && place.price.amount > 0)
      )
        return []
      return [{ title: stop.title, known, price: place.price.amount, id: place.place_id }]
    })
    .sort((a, b) => b.known - a.known || b.price - a.price || (a.id < b.id ? -1 : 1))
    .slice(0, mostReservations)
    .map(({ title }) => title)
}

/**
 * Makes the plan's own tasks of a trip those wanted: adds what is missing, moves what is there, removes pending ones that
 * no longer apply. Tasks of the user's and done ones are left alone.
 * @param add false where a task that is missing was most likely removed by the user
 */
export async function syncTasks(
  ctx: TripsContext,
  tripId: string,
  wanted: readonly PlannedTask[],
  add = true,
): Promise<void> {
  const tasks = await tasksOf(ctx, tripId)
  const own = new Map(tasks.filter(({ origin }) => origin === 'plan').map((task) => [task.title, task]))
  const missing: PlannedTask[] = []
  for (const task of wanted) {
    const present = own.get(task.title)
    own.delete(task.title)
    if (present === undefined) missing.push(task)
    else if (present.status === 'pending' && isStale(present, task)) {
      await ctx.call(updateTask, {
        task_id: present.task_id,
        description: task.description,
        anchor: anchorOf(tripId, task),
      })
    }
  }
  for (const { task_id, status } of own.values()) if (status === 'pending') await ctx.call(deleteTask, { task_id })
  if (missing.length === 0 || !add) return
  await ctx.call(addTasks, {
    origin: 'plan',
    tasks: missing.map((task) => ({
      title: task.title,
      description: task.description,
      trip_id: tripId,
      anchor: anchorOf(tripId, task),
      ...(task.priority !== undefined && { priority: task.priority }),
    })),
  })
}

const isStale = (present: Task, task: PlannedTask): boolean =>
  present.anchor?.days !== task.days || present.description !== task.description

const anchorOf = (tripId: string, task: PlannedTask) => ({
  trip_id: tripId,
  relative_to: 'start' as const,
  days: task.days,
})
