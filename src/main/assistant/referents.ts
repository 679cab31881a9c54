import * as z from 'zod'
import type { Turn } from './history.ts'
import { type Itinerary, KnownDays } from './itinerary.ts'
import type { Outcome, ToolCall } from './talk.ts'

/** A trip as far as the conversation knows it. */
export interface KnownTrip {
  trip_id: string
  title: string
  places: string[]
  start_date: string
  end_date: string
}

export interface KnownStop {
  stop_id: string
  title: string
  trip_id: string
  date: string
}

export interface KnownTask {
  task_id: string
  title: string
  status: 'pending' | 'completed'
}

export interface KnownExpense {
  expense_id: string
  amount: number
  currency: string
  category: string
  note?: string | undefined
}

/** What was talked about last: what “it” and “that” mean first. */
export type Topic = 'trip' | 'stop' | 'task' | 'expense' | 'budget' | 'place' | 'none'

const tripShape = z.object({
  trip_id: z.string(),
  title: z.string(),
  destinations: z.array(z.object({ place: z.string(), country: z.string().optional() })),
  start_date: z.string(),
  end_date: z.string(),
})
const taskShape = z.object({ task_id: z.string(), title: z.string(), status: z.string() })
const stopShape = z.object({
  stop: z.object({ stop_id: z.string(), title: z.string() }),
  trip_id: z.string(),
  date: z.string(),
})
const gone = z.object({
  trip_id: z.string().optional(),
  stop_id: z.string().optional(),
  task_id: z.string().optional(),
  expense_id: z.string().optional(),
  date: z.string().optional(),
})
const expenseShape = z.object({
  expense_id: z.string(),
  amount: z.number(),
  currency: z.string(),
  category: z.string(),
  note: z.string().optional(),
})
const undoneShape = z.object({ change_id: z.string() })

/**
 * What the words “it”, “that trip”, “the last one”, “them” and “there” can mean: derived from the calls of a conversation and
 * nothing else, so that it is the same after a restart.
 */
export class Referents {
  trip: KnownTrip | undefined
  readonly trips = new Map<string, KnownTrip>()
  stop: KnownStop | undefined
  task: KnownTask | undefined
  /** Tasks as they were made or listed last, in that order. */
  tasks: KnownTask[] = []
  expense: KnownExpense | undefined
  /** Expenses that were noted or listed, as far as they are not taken off again. */
  expenses: KnownExpense[] = []
  topic: Topic = 'none'
  /** A day of the trip that was talked about. */
  day: string | undefined
  /** A city or country that was asked about. */
  place: string | undefined
  /** The last question that a tool answered: “and in Tokyo?” asks it again. */
  lastRead: ToolCall | undefined
  /** What the user is looking at, where nothing in the conversation is known of it. */
  readonly viewing: string | undefined
  /** Change sets by the turn that made them, oldest first; undone ones marked. */
  readonly changes: { turn: number; changeId: string; tool: string; undone: boolean }[] = []
  readonly #days = new KnownDays()
  #turn = 0

  constructor(viewing: string | undefined) {
    this.viewing = viewing
  }

  /** Everything known before the turn that is to be answered. */
  static from(turns: readonly Turn[], viewing: string | undefined): Referents {
    const referents = new Referents(viewing)
    for (const turn of turns) {
      for (const { call, outcome } of turn.done) referents.note(call, outcome)
      referents.#turn++
    }
    return referents
  }

  get turn(): number {
    return this.#turn
  }

  /** The trip that “it” means: the one on screen where the user looks at one, else the last one talked about. */
  get tripId(): string | undefined {
    return this.viewing !== undefined && this.#turnTouchedTrip === undefined ? this.viewing : this.trip?.trip_id
  }

  /** The stops of the trip that “it” means, as the conversation last saw them. */
  get itinerary(): Itinerary | undefined {
    const trip = this.tripId === undefined ? undefined : this.trips.get(this.tripId)
    const days = trip === undefined ? undefined : this.#days.of(trip.trip_id)
    if (trip === undefined || days === undefined) return undefined
    return { start_date: trip.start_date, end_date: trip.end_date, days: [...days] }
  }

  /** Set once this turn itself has made or touched a trip: that is then nearer than what is on screen. */
  #turnTouchedTrip: string | undefined
  #begun = false

  /** From here on calls belong to the turn that is being answered. */
  begin(): void {
    this.#begun = true
  }

  note(call: ToolCall, outcome: Outcome): void {
    if (!outcome.ok) return
    const { output } = outcome
    this.#days.note(output)
    if (outcome.changeId !== undefined && call.name !== 'undo_change' && call.name !== 'redo_change') {
      this.changes.push({ turn: this.#turn, changeId: outcome.changeId, tool: call.name, undone: false })
    }
    switch (call.name) {
      case 'plan_trip':
      case 'create_trip':
      case 'get_trip':
      case 'update_trip':
      case 'duplicate_trip':
        this.#noteTrip(output, true)
        break
      case 'list_trips':
        for (const trip of z
          .object({ trips: z.array(z.unknown()) })
          .catch({ trips: [] })
          .parse(output).trips)
          this.#noteTrip(trip, false)
        break
      case 'delete_trip':
        this.#forgetTrip(call)
        break
      case 'add_stop':
      case 'move_stop':
      case 'update_stop': {
        const parsed = stopShape.safeParse(output)
        if (parsed.success) {
          const { stop, trip_id, date } = parsed.data
          this.stop = { ...stop, trip_id, date }
          this.day = date
          this.topic = 'stop'
        }
        break
      }
      case 'remove_stop':
        this.stop = undefined
        this.day = gone.catch({}).parse(output).date ?? this.day
        this.topic = 'trip'
        break
      case 'list_tasks': {
        const { tasks } = z
          .object({ tasks: z.array(taskShape) })
          .catch({ tasks: [] })
          .parse(output)
        // With a limit it was only searched for one task; without, it was shown.
        if (call.input.limit !== undefined) break
        this.tasks = tasks.map(toTask)
        this.topic = 'task'
        break
      }
      case 'add_task':
      case 'quick_add_task':
      case 'update_task':
      case 'complete_task':
      case 'reopen_task':
        this.#noteTask(output, call.name)
        break
      case 'delete_task': {
        const { task_id } = gone.catch({}).parse(output)
        this.tasks = this.tasks.filter((task) => task.task_id !== task_id)
        if (this.task?.task_id === task_id) this.task = undefined
        this.topic = 'task'
        break
      }
      case 'add_expense': {
        const parsed = expenseShape.safeParse(output)
        if (parsed.success) {
          this.expense = parsed.data
          this.expenses.push(parsed.data)
        }
        this.topic = 'expense'
        break
      }
      case 'list_expenses':
        this.expenses = z
          .object({ expenses: z.array(expenseShape) })
          .catch({ expenses: [] })
          .parse(output).expenses
        break
      case 'remove_expense':
        this.expenses = this.expenses.filter(
          ({ expense_id }) => expense_id !== gone.catch({}).parse(call.input).expense_id,
        )
        this.expense = undefined
        this.topic = 'expense'
        break
      case 'set_budget':
      case 'get_budget_summary':
      case 'optimize_budget':
        this.topic = 'budget'
        break
      case 'undo_change':
        this.#mark(output, true)
        break
      case 'redo_change':
        this.#mark(output, false)
        break
      case 'get_current_time':
      case 'convert_time':
      case 'convert_currency':
      case 'get_country_facts':
      case 'nearest_airports':
      case 'route':
      case 'search_places':
        this.#noteRead(call)
        break
    }
  }

  /** Makes a trip that was listed the one talked about. */
  turnTo(tripId: string): void {
    this.trip = this.trips.get(tripId) ?? this.trip
    this.topic = 'trip'
  }

  /** Tells what a turn was about where its calls alone do not: listing tasks makes them the topic. */
  about(topic: Topic): void {
    this.topic = topic
  }

  #noteTrip(value: unknown, about: boolean): void {
    const parsed = tripShape.safeParse(value)
    if (!parsed.success) return
    const { destinations, ...rest } = parsed.data
    const trip: KnownTrip = { ...rest, places: [...new Set(destinations.map(({ place }) => place))] }
    this.trips.set(trip.trip_id, trip)
    if (!about) return
    if (this.trip?.trip_id !== trip.trip_id) this.day = undefined
    this.trip = trip
    if (this.#begun) this.#turnTouchedTrip = trip.trip_id
    this.topic = 'trip'
    this.place = trip.places.at(-1) ?? this.place
  }

  #forgetTrip(call: ToolCall): void {
    const { trip_id } = gone.catch({}).parse(call.input)
    if (trip_id !== undefined) this.trips.delete(trip_id)
    if (this.trip?.trip_id === trip_id) this.trip = [...this.trips.values()].at(-1)
    this.topic = 'trip'
  }

  #noteTask(value: unknown, tool: string): void {
    const parsed = taskShape.safeParse(value)
    if (!parsed.success) return
    const task = toTask({ ...parsed.data, status: tool === 'complete_task' ? 'completed' : 'pending' })
    this.task = task
    const at = this.tasks.findIndex(({ task_id }) => task_id === task.task_id)
    if (at >= 0) this.tasks[at] = task
    else this.tasks.push(task)
    this.topic = 'task'
  }

  #noteRead(call: ToolCall): void {
    this.lastRead = call
    const { input } = call
    const named = [input.country, input.city, input.timezone, input.to].find((value) => typeof value === 'string')
    if (typeof named === 'string' && call.name !== 'convert_currency') this.place = named
    if (call.name !== 'search_places') this.topic = 'place'
  }

  #mark(output: unknown, undone: boolean): void {
    const parsed = undoneShape.safeParse(output)
    if (!parsed.success) return
    const change = this.changes.find(({ changeId }) => changeId === parsed.data.change_id)
    if (change !== undefined) change.undone = undone
  }
}

const toTask = (task: { task_id: string; title: string; status: string }): KnownTask => ({
  task_id: task.task_id,
  title: task.title,
  status: task.status === 'completed' ? 'completed' : 'pending',
})
