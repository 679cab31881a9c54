import { dateIn, Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import type { ArgsOf, OutputOf } from '../../shared/tool.ts'
import { tripNamed } from '../../shared/trip-named.ts'
import { listTrips } from '../trips/contract.ts'
import { addNewTasks } from './add-task.ts'
import { newTask, type ParsedTask, type parseTask, type quickAddTask } from './contract.ts'
import { loadFallback } from './grammar/chrono.ts'
import { parsePhrase } from './grammar/parse.ts'
import type { TasksContext } from './tables.ts'
import { taskView } from './task-view.ts'

/** How people of a locale write dates, by the runtime's CLDR data: the day before the month, and with dots. */
function dateCustom(locale: string): { dayFirst: boolean; dottedDates: boolean } {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(0)
  const types = parts.map((part) => part.type)
  return {
    dayFirst: types.indexOf('day') < types.indexOf('month'),
    dottedDates: parts.some(({ type, value }) => type === 'literal' && value.trim() === '.'),
  }
}

function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en'
  } catch {
    throw new SojournError('invalid_input', `“${locale}” is not a language tag.`, {
      hint: 'Write it like en-GB, or leave it out.',
      issues: [{ path: 'locale', message: 'must be a language tag like en-GB' }],
    })
  }
}

/** Reads a line for a call: at its moment, zone and locale, or the user's. */
export async function parseInput(ctx: TasksContext, input: ArgsOf<typeof parseTask>): Promise<ParsedTask> {
  const zone = input.timezone ?? ctx.profile.timezone
  const now = input.now === undefined ? ctx.now : Temporal.Instant.from(input.now)
  const custom = dateCustom(knownLocale(input.locale ?? ctx.profile.locale))
  const local = now.toZonedDateTimeISO(zone).toPlainDateTime()
  return parsePhrase(input.text, { now: local, zone, ...custom }, await loadFallback())
}

/** The id of the trip that `#name` means; undefined where none does. */
async function tripCalled(ctx: TasksContext, name: string): Promise<string | undefined> {
  const query = name.replaceAll(/[-_]+/g, ' ').slice(0, 200)
  const { trips } = await ctx.call(listTrips, { query, when: 'all', limit: 500 })
  return tripNamed(name, trips, dateIn(ctx.profile.timezone, ctx.now))?.trip_id
}

/**
 * Adds the task that a line describes. `#name` becomes the trip of that name, or else a label.
 * @throws SojournError `invalid_input` for a line that makes no valid task, such as a title above 500 characters
 */
export async function quickAdd(
  ctx: TasksContext,
  input: ArgsOf<typeof quickAddTask>,
): Promise<OutputOf<typeof quickAddTask>> {
  const understood = await parseInput(ctx, input)
  const { spans: _spans, all_day: _allDay, note: _note, project, labels = [], ...fields } = understood
  const tripId = project === undefined ? undefined : await tripCalled(ctx, project)
  const named = project !== undefined && tripId === undefined ? [...labels, project] : labels
  const task = newTask.safeParse({ ...fields, labels: named, ...(tripId !== undefined && { trip_id: tripId }) })
  if (!task.success) {
    const issues = task.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    throw new SojournError('invalid_input', 'That line does not make a task.', {
      hint: 'Keep the title below 500 characters; put the rest after “ // ” as its description.',
      issues,
    })
  }
  const [row] = await addNewTasks(ctx, [task.data], 'user')
  if (row === undefined) throw new Error('One task in, none out')
  return { ...taskView(row), status: 'created', understood }
}
