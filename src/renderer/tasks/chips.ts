import type { NewTask, ParsedTask } from '../../mcp/tasks/contract.ts'
import type { Trip } from '../../mcp/trips/contract.ts'
import { recurrenceWords } from '../../shared/recurrence-words.ts'
import { tripNamed } from '../../shared/trip-named.ts'
import { duration, type Formats } from '../app/formats.ts'

type Span = ParsedTask['spans'][number]

/** A thing that was understood: what it says, and the phrases it came from. */
export interface Chip {
  key: string
  field: Span['field']
  label: string
  phrases: string[]
}

/** Stands for each character of a phrase that is to be plain text; nothing in it can be read as a date or label. */
const blank = '•'

/** The text with the ignored phrases blanked out, at the same length, so that they are not understood again. */
export function masked(text: string, ignored: readonly string[]): string {
  let result = text
  for (const phrase of ignored) {
    const at = result.indexOf(phrase)
    if (at !== -1) result = result.slice(0, at) + blank.repeat(phrase.length) + result.slice(at + phrase.length)
  }
  return result
}

/** The ignored phrases that still stand in the text. */
export const stillIn = (text: string, ignored: readonly string[]) => ignored.filter((phrase) => text.includes(phrase))

function labelOf(
  field: Span['field'],
  phrase: string,
  parsed: ParsedTask,
  formats: Formats,
  trips: readonly Trip[],
): string | undefined {
  if (field === 'due' && parsed.due !== undefined) {
    const day = formats.shortDay(parsed.due.slice(0, 10))
    return parsed.due.includes('T') ? `${day}, ${formats.time(parsed.due)}` : day
  }
  if (field === 'recurrence' && parsed.recurrence !== undefined) return recurrenceWords(parsed.recurrence, 'short')
  if (field === 'priority' && parsed.priority !== undefined) return `Priority ${parsed.priority}`
  if (field === 'labels') return phrase.trim()
  if (field === 'project' && parsed.project !== undefined)
    return tripNamed(parsed.project, trips, formats.today)?.title ?? `#${parsed.project}`
  if (field === 'duration_minutes' && parsed.duration_minutes !== undefined) return duration(parsed.duration_minutes)
  if (field === 'remind_at' && parsed.remind_at !== undefined) return `Reminder ${formats.moment(parsed.remind_at)}`
  if (field === 'description' && parsed.description !== undefined) return `Note: ${parsed.description}`
  return undefined
}

/** What was understood of a text, as chips: one for each field, one for each label. */
export function chipsOf(text: string, parsed: ParsedTask, formats: Formats, trips: readonly Trip[]): Chip[] {
  const chips: Chip[] = []
  for (const { start, end, field } of parsed.spans) {
    const phrase = text.slice(start, end)
    const known = field === 'labels' ? undefined : chips.find((chip) => chip.field === field)
    if (known !== undefined) known.phrases.push(phrase)
    else {
      const label = labelOf(field, phrase, parsed, formats, trips)
      if (label !== undefined)
        chips.push({ key: field === 'labels' ? `labels ${start}` : field, field, label, phrases: [phrase] })
    }
  }
  const impliedDue =
    parsed.recurrence !== undefined && parsed.due !== undefined && !chips.some((chip) => chip.field === 'due')
  if (!impliedDue) return chips
  const repeat = chips.findIndex((chip) => chip.field === 'recurrence')
  const from = chips[repeat]
  const label = labelOf('due', '', parsed, formats, trips)
  if (from === undefined || label === undefined) return chips
  return chips.toSpliced(repeat + 1, 0, { key: 'due', field: 'due', label: `from ${label}`, phrases: from.phrases })
}

/** Pieces of a text, understood or plain, in order. */
export function piecesOf(text: string, spans: readonly Span[]): { start: number; text: string; understood: boolean }[] {
  const pieces: { start: number; text: string; understood: boolean }[] = []
  let at = 0
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < at || end > text.length) continue
    if (start > at) pieces.push({ start: at, text: text.slice(at, start), understood: false })
    pieces.push({ start, text: text.slice(start, end), understood: true })
    at = end
  }
  if (at < text.length) pieces.push({ start: at, text: text.slice(at), understood: false })
  return pieces
}

/** The title that was read from the masked text, with the phrases that are plain text back in their places. */
export function titleOf(text: string, blanked: string, parsed: Pick<ParsedTask, 'title'>): string {
  const hidden = [...blanked].flatMap((character, index) => (character === blank ? [text[index]] : []))
  return parsed.title.replaceAll(blank, () => hidden.shift() ?? blank)
}

/**
 * The task that a text makes when some of its phrases are plain text.
 * @param parsed of the masked text
 */
export function taskOf(text: string, blanked: string, parsed: ParsedTask, tripId?: string): NewTask {
  const {
    due,
    due_timezone,
    recurrence,
    recur_from_completion,
    priority,
    labels,
    duration_minutes,
    remind_at,
    description,
  } = parsed
  return {
    title: titleOf(text, blanked, parsed),
    ...(description !== undefined && { description }),
    ...(due !== undefined && { due }),
    ...(due !== undefined && due_timezone !== undefined && { due_timezone }),
    ...(recurrence !== undefined && { recurrence }),
    ...(recur_from_completion !== undefined && { recur_from_completion }),
    ...(priority !== undefined && { priority }),
    ...(labels !== undefined && labels.length > 0 && { labels }),
    ...(duration_minutes !== undefined && { duration_minutes }),
    ...(remind_at !== undefined && { remind_at }),
    ...(tripId !== undefined && { trip_id: tripId }),
  }
}
