import * as z from 'zod'
import { localDate, localDateTime, timeOfDay } from '../../shared/dates.ts'
import { id } from '../../shared/ids.ts'
import { money, price } from '../../shared/money.ts'
import { pageInput, pageOutput } from '../../shared/paging.ts'
import { defineContract, defineTool } from '../../shared/tool.ts'

export const pace = z.enum(['relaxed', 'balanced', 'packed'])
export type Pace = z.infer<typeof pace>

const destination = z.strictObject({
  place: z.string().trim().min(1, 'must not be empty').max(200),
  nights: z.number().int().min(0).max(365).optional(),
})

const tripTitle = z.string().trim().min(1, 'must not be empty').max(300)
const travellers = z.number().int().min(1, 'must be at least 1').max(50)
const interests = z.array(z.string().trim().min(1).max(60)).max(30)
const placeName = z.string().trim().min(1).max(200)

/** The fields a trip is made from. */
const tripRequest = {
  title: tripTitle.optional(),
  destinations: z.array(destination).min(1, 'needs at least one').max(20),
  start_date: localDate,
  end_date: localDate,
  origin: placeName.optional(),
  travellers: travellers.optional(),
  budget: price.optional(),
  interests: interests.optional(),
  pace: pace.optional(),
}

/** A trip without its days. */
const tripFields = {
  trip_id: id,
  title: z.string(),
  destinations: z.array(
    z.object({
      place: z.string(),
      country: z.string().optional(),
      lat: z.number(),
      lon: z.number(),
      timezone: z.string(),
      nights: z.number(),
      arrive: z.string().describe('local date'),
      leave: z.string().describe('local date'),
      guide: z.boolean(),
    }),
  ),
  start_date: z.string(),
  end_date: z.string(),
  origin: z.string().optional(),
  travellers: z.number(),
  budget_limit: money.optional(),
  interests: z.array(z.string()),
  pace,
  notes: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
}
export const trip = z.object(tripFields)
export type Trip = z.infer<typeof trip>

export const stop = z.object({
  stop_id: id,
  place_id: z.string().optional(),
  title: z.string(),
  category: z.string().describe('as in the guide; lunch, dinner, arrival, departure or open for what the plan adds'),
  start: z.string(),
  end: z.string(),
  lat: z.number(),
  lon: z.number(),
  locked: z.boolean(),
  must_see: z.boolean(),
  cost: money.optional().describe('for the whole party'),
  description: z.string().optional(),
  area: z.string().optional(),
  hours: z.string().optional().describe('usual opening that day in words'),
  notes: z.string().optional(),
  source: z.string(),
  retrieved_at: z.string().optional(),
  is_estimate: z.boolean(),
})
export type Stop = z.infer<typeof stop>

export const leg = z.object({
  from: z.string(),
  to: z.string(),
  mode: z.string(),
  minutes: z.number(),
  metres: z.number(),
  is_estimate: z.boolean(),
})
export type Leg = z.infer<typeof leg>

export const day = z.object({
  date: z.string(),
  city: z.string(),
  timezone: z.string(),
  title: z.string().optional().describe('the areas of the day in words'),
  walking_metres: z.number().optional(),
  stops: z.array(stop),
  legs: z.array(leg),
})
export type Day = z.infer<typeof day>

const findingCode = z.enum([
  'unknown_place',
  'wrong_city',
  'closed',
  'hours_unknown',
  'not_enough_time',
  'overlap',
  'outside_trip',
  'before_arrival',
  'after_departure',
  'no_lodging',
  'no_transport',
  'duplicate',
  'meal_time',
  'over_budget',
  'pace',
  'zigzag',
  'holiday',
  'documents',
  'time_zone',
])

export const finding = z.object({
  code: findingCode,
  severity: z.enum(['error', 'warning', 'note']),
  stop_id: z.string().optional(),
  date: z.string().optional(),
  message: z.string(),
  found: z.string(),
  needed: z.string(),
  fix: z.object({ tool: z.string(), input: z.record(z.string(), z.unknown()) }).optional(),
})
export type Finding = z.infer<typeof finding>

/** How the party gets somewhere: an estimate until something is booked. */
export const travel = z.object({
  kind: z.enum(['outbound', 'transfer', 'return']),
  mode: z.enum(['flight', 'train', 'drive', 'ferry']),
  from: z.string(),
  to: z.string(),
  date: z.string(),
  depart: z.string().describe('local time at `from`'),
  arrive: z.string().describe('local time at `to`'),
  minutes: z.number(),
  metres: z.number(),
  price: money.describe('for the whole party'),
  price_low: z.number(),
  price_high: z.number(),
  is_estimate: z.boolean(),
  method: z.string(),
  source: z.string(),
})
export type Travel = z.infer<typeof travel>

const budgetSplit = z.object({
  currency: z.string(),
  limit: z.number().optional(),
  total: z.number().describe('planned, the sum of the categories'),
  left: z.number().optional().describe('limit less planned'),
  categories: z.array(
    z.object({
      category: z.enum(['transport', 'lodging', 'food', 'activities', 'local_transport', 'other']),
      planned: z.number(),
      is_estimate: z.boolean(),
      method: z.string(),
    }),
  ),
  is_estimate: z.boolean(),
})
export type BudgetSplit = z.infer<typeof budgetSplit>

export const weather = z.object({
  city: z.string(),
  min: z.number().describe('usual daily low in °C'),
  max: z.number().describe('usual daily high in °C'),
  rain_days: z.number().describe('usual days with rain in the month'),
  summary: z.string(),
  source: z.string(),
  is_estimate: z.boolean(),
})

const tripTask = z.object({ task_id: id, title: z.string(), due: z.string().optional(), status: z.string() })

const itineraryFields = {
  days: z.array(day),
  travel: z.array(travel),
  budget: budgetSplit,
  weather: z.array(weather),
  findings: z.array(finding),
  tasks: z.array(tripTask),
  suggestions: z.array(z.string()),
  /** What the plan assumed, in sentences: dates, people, where from. */
  assumptions: z.array(z.string()),
}

export const tripDetail = z.object({
  ...tripFields,
  ...itineraryFields,
  bookings: z.array(z.record(z.string(), z.unknown())),
})
export type TripDetail = z.infer<typeof tripDetail>

/** When a stop begins: a time of day, or the local date-time that stops are shown with. */
const stopStart = z
  .union([timeOfDay, localDateTime], {
    error: (issue) => `${String(issue.input)} is not a time like 10:00 or 2027-05-13T10:00`,
  })
  .describe('10:00 or 2027-05-13T10:00')

export const createTrip = defineTool({
  name: 'create_trip',
  title: 'Create trip',
  description: 'Creates a trip without planning its days; plan_trip plans them.',
  scope: 'trips:write',
  input: tripRequest,
  output: tripFields,
  summary: (trip) => `Created the trip “${trip.title}”`,
})

export const listTrips = defineTool({
  name: 'list_trips',
  title: 'List trips',
  description: 'Lists trips by start date.',
  scope: 'trips:read',
  input: {
    trip_id: id.optional(),
    query: z.string().max(200).optional().describe('words in title or destination'),
    when: z.enum(['upcoming', 'past', 'all']).optional(),
    ...pageInput,
  },
  output: { trips: z.array(trip), ...pageOutput },
})

export const getTrip = defineTool({
  name: 'get_trip',
  title: 'Get trip',
  description: 'A trip with its days, stops, legs, budget, tasks and findings.',
  scope: 'trips:read',
  input: { trip_id: id },
  output: tripDetail.shape,
})

export const updateTrip = defineTool({
  name: 'update_trip',
  title: 'Update trip',
  description: 'Changes a trip; new dates move its stops and tasks. plan_trip plans all anew.',
  scope: 'trips:write',
  input: {
    trip_id: id,
    title: tripRequest.title,
    destinations: tripRequest.destinations.optional(),
    start_date: localDate.optional(),
    end_date: localDate.optional(),
    origin: placeName.optional().nullable(),
    travellers: travellers.optional(),
    budget: price.optional().nullable(),
    interests: interests.optional(),
    pace: pace.optional(),
    notes: z.string().max(20_000).optional(),
  },
  output: tripDetail.shape,
  summary: (trip) => `Changed the trip “${trip.title}”`,
})

export const deleteTrip = defineTool({
  name: 'delete_trip',
  title: 'Delete trip',
  description: 'Deletes a trip with its itinerary, budget and own pending tasks; undo brings them back.',
  scope: 'trips:write',
  input: { trip_id: id },
  output: {
    trip_id: id,
    status: z.literal('deleted'),
    title: z.string(),
    tasks_deleted: z.number(),
    tasks_detached: z.number(),
  },
  summary: (trip) => `Deleted the trip “${trip.title}”`,
})

export const duplicateTrip = defineTool({
  name: 'duplicate_trip',
  title: 'Duplicate trip',
  description: 'Copies a trip, its itinerary and budget, optionally to another start date.',
  scope: 'trips:write',
  input: { trip_id: id, title: tripTitle.optional(), start_date: localDate.optional() },
  output: tripDetail.shape,
  summary: (trip) => `Copied a trip to “${trip.title}”`,
})

/** What a stop is by its category; neither a sight nor a meal is coming, going and time that is left free. */
export function kindOfStop(category: string): 'sight' | 'meal' | 'other' {
  if (/^(?:breakfast|lunch|dinner)$/.test(category)) return 'meal'
  return /^(?:arrival|departure|open|transfer|check-?in)$/.test(category) ? 'other' : 'sight'
}

/** What a plan holds: “4 days, 17 sights and 7 meals”. */
function planSize(days: readonly { stops: readonly { category: string }[] }[]): string {
  const kinds = days.flatMap(({ stops }) => stops.map(({ category }) => kindOfStop(category)))
  const counted = (kind: 'sight' | 'meal') => {
    const count = kinds.filter((one) => one === kind).length
    return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`]
  }
  const parts = [...counted('sight'), ...counted('meal')].join(' and ')
  return `${days.length} ${days.length === 1 ? 'day' : 'days'}${parts === '' ? '' : `, ${parts}`}`
}

export const planTrip = defineTool({
  name: 'plan_trip',
  title: 'Plan trip',
  description: 'Plans a whole trip by day with budget and tasks, from a request or a trip_id.',
  scope: 'trips:write',
  input: {
    trip_id: id.optional(),
    title: tripRequest.title,
    destinations: tripRequest.destinations.optional(),
    start_date: localDate.optional(),
    end_date: localDate.optional(),
    origin: placeName.optional(),
    travellers: travellers.optional(),
    budget: price.optional(),
    interests: interests.optional(),
    pace: pace.optional(),
  },
  output: tripDetail.shape,
  summary: (trip) => `Planned ${planSize(trip.days)} for “${trip.title}”`,
})

/** The stop as it now is, with its day. */
const changedStop = { stop_id: id, stop, trip_id: id, date: z.string(), day, findings: z.array(finding) }

export const addStop = defineTool({
  name: 'add_stop',
  title: 'Add stop',
  description: 'Adds a stop to a day, by place_id or title, where it fits best unless told.',
  scope: 'trips:write',
  input: {
    trip_id: id,
    date: localDate,
    title: tripTitle.optional(),
    place_id: z.string().max(200).optional(),
    start: stopStart.optional(),
    minutes: z.number().int().min(5).max(1440).optional(),
    position: z.number().int().min(0).max(100).optional().describe('0 is first'),
    notes: z.string().max(5000).optional(),
  },
  output: changedStop,
  summary: (out) => `Added ${out.stop.title} to ${out.date}`,
})

export const updateStop = defineTool({
  name: 'update_stop',
  title: 'Update stop',
  description: 'Changes a stop: title, start, length, notes, cost, locked, must_see.',
  scope: 'trips:write',
  input: {
    stop_id: id,
    title: tripTitle.optional(),
    start: stopStart.optional(),
    minutes: z.number().int().min(5).max(1440).optional(),
    notes: z.string().max(5000).optional(),
    cost: price.optional().nullable(),
    locked: z.boolean().optional(),
    must_see: z.boolean().optional(),
  },
  output: changedStop,
  summary: (out) => `Changed ${out.stop.title}`,
})

export const moveStop = defineTool({
  name: 'move_stop',
  title: 'Move stop',
  description: 'Moves a stop to another day, position (0 is first) or start time; the day’s times follow.',
  scope: 'trips:write',
  input: {
    stop_id: id,
    date: localDate,
    position: z.number().int().min(0).max(100).optional(),
    start: stopStart.optional(),
  },
  output: changedStop,
  summary: (out) => `Moved ${out.stop.title} to ${out.date}`,
})

export const removeStop = defineTool({
  name: 'remove_stop',
  title: 'Remove stop',
  description: 'Removes a stop; the day’s times follow.',
  scope: 'trips:write',
  input: { stop_id: id },
  output: { stop_id: id, status: z.literal('removed'), title: z.string(), trip_id: id, date: z.string(), day },
  summary: (out) => `Removed ${out.title} from ${out.date}`,
})

/**
 * Refuses fields that the shape does not have. The schema shows what is needed and what counts; what `get_trip` gives
 * besides may stand there too, without making the schema long.
 */
const among = (shape: Record<string, unknown>) => (value: object, issues: z.core.$RefinementCtx<object>) => {
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(shape, key))
      issues.addIssue({ code: 'custom', path: [key], message: 'there is no such field', input: value })
  }
}

const degrees = (most: number) =>
  z.number().refine((value) => Math.abs(value) <= most, { error: `must be from -${most} to ${most}` })

/** A stop as a trip has it, of which a title and a time are enough. */
const givenStop = z
  .looseObject({
    stop_id: z.string().optional(),
    place_id: z.string().optional(),
    title: z.string(),
    category: z.string().optional(),
    start: localDateTime,
    end: localDateTime,
    lat: degrees(90).optional(),
    lon: degrees(180).optional(),
    cost: money.optional(),
  })
  .superRefine(among(stop.shape))

const givenLeg = z
  .looseObject({
    from: z.string(),
    to: z.string(),
    mode: z.string(),
    minutes: z.number(),
  })
  .superRefine(among(leg.shape))

/** Days, budget and times of an itinerary as `get_trip` gives them, or as much of them as there is. */
const givenItinerary = z.strictObject({
  days: z
    .array(
      z
        .looseObject({
          date: localDate,
          city: z.string(),
          timezone: z.string().optional(),
          stops: z.array(givenStop).max(100),
          legs: z.array(givenLeg).optional(),
        })
        .superRefine(among(day.shape)),
    )
    .max(365),
  budget: z
    .looseObject({
      currency: z.string(),
      amount: z.number().optional(),
      limit: z.number().optional(),
      total: z.number().optional(),
    })
    .superRefine(among({ amount: true, ...budgetSplit.shape }))
    .optional(),
  arrival: localDateTime.optional(),
  departure: localDateTime.optional(),
  pace: pace.optional(),
})

export const checkItinerary = defineTool({
  name: 'check_itinerary',
  title: 'Check itinerary',
  description: 'Checks a trip, or days given as data: opening hours, overlaps, travel time, budget, pace.',
  scope: 'trips:read',
  effect: 'read',
  input: {
    trip_id: id.optional(),
    itinerary: givenItinerary.optional(),
  },
  output: {
    ok: z.boolean(),
    findings: z.array(finding),
    checked: z.array(z.string()).describe('what was checked, in words'),
  },
})

export const tripsContract = defineContract('trips', 'Trips', [
  createTrip,
  listTrips,
  getTrip,
  updateTrip,
  deleteTrip,
  duplicateTrip,
  planTrip,
  addStop,
  updateStop,
  moveStop,
  removeStop,
  checkItinerary,
])
