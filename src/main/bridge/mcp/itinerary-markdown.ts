import type { Day, Leg, Stop, TripDetail } from '../../../mcp/trips/contract.ts'

/** A trip's itinerary as markdown to read: its days with times, places and ways between, what to watch, what it costs. */
export function itineraryMarkdown(trip: TripDetail): string {
  return [
    `# ${inline(trip.title)}`,
    headline(trip),
    ...trip.travel.map(
      (journey) =>
        `- ${journey.date} ${timeOf(journey.depart)}–${timeOf(journey.arrive)}: ${journey.mode} from ${inline(journey.from)} to ${inline(journey.to)}${estimate(journey.is_estimate)}`,
    ),
    ...trip.days.map(dayMarkdown),
    ...section('Budget', budgetLines(trip)),
    ...section(
      'To check',
      trip.findings.map((finding) => `- **${finding.severity}** ${inline(finding.message)}`),
    ),
    ...section(
      'To do',
      trip.tasks.map(
        (task) =>
          `- [${task.status === 'completed' ? 'x' : ' '}] ${inline(task.title)}${task.due === undefined ? '' : ` (${task.due})`}`,
      ),
    ),
    ...(trip.notes === '' ? [] : [`## Notes`, trip.notes]),
  ]
    .join('\n\n')
    .replaceAll(/\n\n(?= *- )/g, '\n')
    .concat('\n')
}

function headline(trip: TripDetail): string {
  const places = trip.destinations.map((one) => inline(one.place)).join(', ')
  const people = trip.travellers === 1 ? '1 traveller' : `${trip.travellers} travellers`
  return `${places} · ${trip.start_date} to ${trip.end_date} · ${people}`
}

function dayMarkdown(day: Day): string {
  const legTo = new Map(day.legs.map((leg) => [leg.to, leg]))
  const head = `## ${day.date} · ${inline(day.city)}${day.title === undefined ? '' : ` · ${inline(day.title)}`}`
  const lines = day.stops.flatMap((stop) => [...legLine(legTo.get(stop.stop_id)), stopLine(stop)])
  return [head, ...(lines.length === 0 ? ['Nothing planned.'] : lines)].join('\n\n')
}

function stopLine(stop: Stop): string {
  const cost = stop.cost === undefined || stop.cost.amount === 0 ? '' : `, ${stop.cost.amount} ${stop.cost.currency}`
  const area = stop.area === undefined ? '' : ` (${inline(stop.area)})`
  const notes = stop.notes === undefined || stop.notes === '' ? '' : ` — ${inline(stop.notes)}`
  return `- ${timeOf(stop.start)}–${timeOf(stop.end)} **${inline(stop.title)}**${area}${cost}${estimate(stop.is_estimate)}${notes}`
}

const legLine = (leg: Leg | undefined): string[] =>
  leg === undefined || leg.minutes === 0
    ? []
    : [`  - ${leg.minutes} min by ${leg.mode}, ${(leg.metres / 1000).toFixed(1)} km${estimate(leg.is_estimate)}`]

function budgetLines({ budget }: TripDetail): string[] {
  const { currency, limit } = budget
  return [
    ...budget.categories.map(
      (one) => `- ${one.category.replaceAll('_', ' ')}: ${one.planned} ${currency}${estimate(one.is_estimate)}`,
    ),
    `- **total: ${budget.total} ${currency}**${limit === undefined ? '' : ` of ${limit} ${currency}`}`,
  ]
}

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')]
const timeOf = (dateTime: string): string => dateTime.slice(11, 16)
const estimate = (is: boolean): string => (is ? ' (estimate)' : '')
/** On one line, with what markdown would take for a mark escaped. */
const inline = (text: string): string => text.replace(/\s+/g, ' ').replace(/([\\`*_[\]<>#|])/g, '\\$1')
