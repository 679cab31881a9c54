import * as z from 'zod'
import type { Trip } from '../../../mcp/trips/contract.ts'
import type { Scope } from '../../../shared/tool.ts'
import { grants } from './catalogue.ts'
import { type Exchange, faultCodes, McpFault } from './exchange.ts'
import type { ResourceReader, ResourceText } from './resource-shapes.ts'
import { asFault } from './resources.ts'
import { taskResources, tasksDueBefore } from './task-resources.ts'
import { tripResources, tripsLike } from './trip-resources.ts'

export type McpPrompt = {
  name: string
  title: string
  description: string
  arguments: { name: string; title: string; description: string; required: boolean }[]
}

export type PromptMessage = {
  role: 'user'
  content: { type: 'text'; text: string } | { type: 'resource'; resource: ResourceText }
}

/** How an argument's values are found while they are typed. */
type Completion = 'city' | 'trip' | readonly string[]

interface PromptDefinition {
  server: string
  scopes: readonly Scope[]
  prompt: McpPrompt
  completions: Readonly<Record<string, Completion>>
  /** Names of the tools it speaks of. */
  messages(args: Record<string, string>, reader: ResourceReader): Promise<PromptMessage[]>
}

const argument = (name: string, title: string, description: string, required = false) => ({
  name,
  title,
  description,
  required,
})

const planATrip: PromptDefinition = {
  server: 'trips',
  scopes: ['trips:write'],
  prompt: {
    name: 'plan_a_trip',
    title: 'Plan a trip',
    description: 'Plans a trip day by day with budget and tasks, then goes through what needs a decision.',
    arguments: [
      argument('destination', 'Where to', 'A city, or several with commas between', true),
      argument('start_date', 'From', 'First day, as 2027-05-12'),
      argument('days', 'Days', 'How many days'),
      argument('travellers', 'Travellers', 'How many people'),
      argument('budget', 'Budget', 'Amount and currency, as 1200 EUR'),
      argument('interests', 'Interests', 'What you like, with commas between'),
      argument('pace', 'Pace', 'relaxed, balanced or packed'),
    ],
  },
  completions: { destination: 'city', pace: ['relaxed', 'balanced', 'packed'] },
  async messages({ destination = '', ...rest }) {
    const wishes = Object.entries({
      'First day': rest.start_date,
      Days: rest.days,
      Travellers: rest.travellers,
      Budget: rest.budget,
      Interests: rest.interests,
      Pace: rest.pace,
    }).flatMap(([label, value]) => (value === undefined || value.trim() === '' ? [] : [`- ${label}: ${value.trim()}`]))
    return [
      text(
        [
          `Plan a trip to ${destination.trim()} with Sojourn.`,
          ...wishes,
          '',
          'Ask me for dates if none are given. Then call plan_trip once with everything you know, and check_itinerary on what it made.',
          'Show me the days briefly, with times and what is only an estimate. Then name what needs my decision, findings first, and offer to change it with add_stop, move_stop or remove_stop.',
        ].join('\n'),
      ),
    ]
  },
}

const reviewMyWeek: PromptDefinition = {
  server: 'tasks',
  scopes: ['tasks:read'],
  prompt: {
    name: 'review_my_week',
    title: 'Review my week',
    description: 'Goes through overdue tasks and those of the coming seven days.',
    arguments: [argument('focus', 'Focus', 'What matters most this week')],
  },
  completions: {},
  async messages({ focus }, reader) {
    const date = reader.now.toZonedDateTimeISO(reader.profile.timezone).toPlainDate()
    const tasks = await tasksDueBefore(reader, date.add({ days: 8 }))
    const today = await taskResources.read(reader, 'task://today')
    const lines = tasks.map(
      (task) =>
        `- ${task.due?.slice(0, 10)} ${task.title} (task_id ${task.task_id}${task.priority === undefined ? '' : `, priority ${task.priority}`})`,
    )
    return [
      text(
        [
          `Review my week with me. Today is ${date.toString()} in ${reader.profile.timezone}.`,
          ...(focus === undefined || focus.trim() === '' ? [] : [`What matters most: ${focus.trim()}.`]),
          '',
          lines.length === 0 ? 'Nothing is overdue or due within seven days.' : 'Overdue, and due within seven days:',
          ...lines,
          '',
          'Say what is overdue and what each day holds, warn of days that hold too much, and propose what to move, drop or split. Change nothing before I agree; then use update_task, complete_task and add_task.',
        ].join('\n'),
      ),
      ...(today === undefined ? [] : [embedded(today)]),
    ]
  },
}

const packForATrip: PromptDefinition = {
  server: 'trips',
  scopes: ['trips:read'],
  prompt: {
    name: 'pack_for_a_trip',
    title: 'Pack for a trip',
    description: 'Makes a packing list from a trip’s days, weather and activities.',
    arguments: [
      argument('trip', 'Trip', 'The title or id of a trip', true),
      argument('luggage', 'Luggage', 'As: cabin bag only'),
    ],
  },
  completions: { trip: 'trip' },
  async messages({ trip: named = '', luggage }, reader) {
    const trip = await theTrip(reader, named)
    const itinerary = await tripResources.read(reader, `trip://${trip.trip_id}/itinerary`)
    return [
      text(
        [
          `Make a packing list for my trip “${trip.title}” (trip_id ${trip.trip_id}), ${trip.start_date} to ${trip.end_date}, ${trip.travellers === 1 ? 'one person' : `${trip.travellers} people`}.`,
          ...(luggage === undefined || luggage.trim() === '' ? [] : [`Luggage: ${luggage.trim()}.`]),
          'Go by the itinerary below: season and usual weather, what each day asks for, documents, plugs and medicines. Group it, keep it short, and mark what I would have to buy.',
          'When I agree, add what is still to be bought or done as tasks of this trip with add_task.',
        ].join('\n'),
      ),
      ...(itinerary === undefined ? [] : [embedded(itinerary)]),
    ]
  },
}

const prompts: readonly PromptDefinition[] = [planATrip, reviewMyWeek, packForATrip]

const promptsFor = (exchange: Exchange): PromptDefinition[] =>
  prompts.filter(
    (one) =>
      (exchange.server === undefined || one.server === exchange.server) &&
      one.scopes.every((scope) => grants(exchange, scope)),
  )

export const listPrompts = (exchange: Exchange): McpPrompt[] => promptsFor(exchange).map((one) => one.prompt)

const given = z.record(z.string(), z.string().max(2000))

/** @throws McpFault for a prompt that does not exist, or arguments that do not fit */
export async function getPrompt(
  exchange: Exchange,
  reader: ResourceReader,
  name: string,
  args: Record<string, string> | undefined,
): Promise<{ description: string; messages: PromptMessage[] }> {
  const definition = find(exchange, name)
  const parsed = given.safeParse(args ?? {})
  if (!parsed.success) throw invalid('Each argument must be text of at most 2,000 characters.')
  for (const one of definition.prompt.arguments) {
    if (one.required && (parsed.data[one.name] ?? '').trim() === '') {
      throw invalid(`${definition.prompt.title} needs the argument “${one.name}”.`)
    }
  }
  const unknown = Object.keys(parsed.data).find((key) => !definition.prompt.arguments.some((one) => one.name === key))
  if (unknown !== undefined) throw invalid(`${definition.prompt.title} has no argument “${unknown.slice(0, 60)}”.`)
  return {
    description: definition.prompt.description,
    messages: await asFault(() => definition.messages(parsed.data, reader)),
  }
}

/** How an argument of a prompt is completed; undefined where it is free text. */
export function completionOf(exchange: Exchange, name: string, argumentName: string): Completion | undefined {
  return find(exchange, name).completions[argumentName]
}

function find(exchange: Exchange, name: string): PromptDefinition {
  const definition = promptsFor(exchange).find((one) => one.prompt.name === name)
  if (definition === undefined) throw invalid(`There is no prompt called “${name.slice(0, 60)}”.`)
  return definition
}

/** The trip that a person names by its id or by words of its title. */
async function theTrip(reader: ResourceReader, named: string): Promise<Trip> {
  const found = await tripsLike(reader, named)
  const exact = found.find((trip) => trip.title.toLowerCase() === named.trim().toLowerCase())
  const [first] = found
  if (exact !== undefined) return exact
  if (first === undefined) throw invalid(`There is no trip called “${named.trim().slice(0, 100)}”.`)
  return first
}

const invalid = (message: string): McpFault => new McpFault(faultCodes.invalidParams, message)
const text = (words: string): PromptMessage => ({ role: 'user', content: { type: 'text', text: words } })
const embedded = (resource: ResourceText): PromptMessage => ({ role: 'user', content: { type: 'resource', resource } })
