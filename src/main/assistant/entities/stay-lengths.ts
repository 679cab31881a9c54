import type { Duration } from './durations.ts'
import { gap, matches, type Span } from './span.ts'

/** “3 nights in Rome then 2 in Florence”: a number alone counts what the one before it counted. */
export function withBareNumbers(plain: string, durations: Duration[]): Duration[] {
  const [first] = durations
  if (first === undefined) return durations
  const nights = first.nights !== undefined
  const bare = matches(/\b(\d{1,2}) (?=(?:in|at) [\p{L}"])/u, plain)
    .filter((span) => !durations.some((other) => span.start < other.end && other.start < span.end))
    .map(({ start, groups }) => {
      const n = Number(groups[1])
      return { start, end: start + (groups[1]?.length ?? 0), ...(nights ? { nights: n } : { days: n }) }
    })
  const free = ({ start, end }: Span) =>
    ![...durations, ...bare].some((other) => start < other.end && other.start < end)
  const after = matches(
    /(?:and|then|,|plus) (?:(?!party|group|family|team|total)[\p{L}" ]+?) (?<!\bof )(?:for )?(\d{1,2})(?=$|[,.;!?\u00a6]| (?:starting|from|then|and|in)\b)/u,
    plain,
  )
    .filter(
      ({ end, groups }) => free({ start: end - (groups[1]?.length ?? 0), end }) && !plain.slice(0, end).endsWith(gap),
    )
    .map(({ end, groups }) => {
      const n = Number(groups[1])
      return { start: end - (groups[1]?.length ?? 0), end, ...(nights ? { nights: n } : { days: n }) }
    })
  // “7 nights: Rome 3, Florence 2, Venice 2”: numbers behind names.
  const behind = matches(/(?<=\p{L} )(\d{1,2})(?=[,.;]| and |$)/u, plain)
    .filter((span) => free(span) && !after.some((other) => other.start === span.start))
    .map(({ start, end, groups }) => ({
      start,
      end,
      ...(nights ? { nights: Number(groups[1]) } : { days: Number(groups[1]) }),
    }))
  if (behind.length + after.length > 1)
    return [...durations, ...bare, ...after, ...behind].sort((a, b) => a.start - b.start)
  return [...durations, ...bare, ...after].sort((a, b) => a.start - b.start)
}
