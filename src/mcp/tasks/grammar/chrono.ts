import type { Fallback } from './parse.ts'

/**
 * What chrono-node reads well where our grammar finds nothing, and no more: an amount of time from now, or a day that is
 * fully given. Alone it also takes lengths (“5 days”), months (“march on washington”) and parts of words for dates.
 */
const trusted = /^(?:in|within)\s|\b(?:from\s+now|from\s+today)$/iu
const written = /^(?=.*\d)(?:.*\d{4}|.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/iu

/** Loads chrono-node, on the first call only: it costs some 30 ms that the start of the host need not pay. */
export async function loadFallback(): Promise<Fallback> {
  const { en } = await import('chrono-node')
  return (open, ctx) => {
    const zoned = ctx.now.toZonedDateTime(ctx.zone)
    const reference = { instant: new Date(zoned.epochMilliseconds), timezone: zoned.offsetNanoseconds / 60e9 }
    const parser = ctx.dayFirst ? en.GB : en.casual
    for (const result of parser.parse(open, reference, { forwardDate: true })) {
      const { start, text, index } = result
      const full = start.isCertain('day') && start.isCertain('month') && start.isCertain('year')
      if (!trusted.test(text) && !(full && written.test(text))) continue
      const two = (part: 'month' | 'day' | 'hour' | 'minute') => String(start.get(part) ?? 0).padStart(2, '0')
      const date = `${start.get('year')}-${two('month')}-${two('day')}`
      const timed = start.isCertain('hour')
      return { start: index, end: index + text.length, date, ...(timed && { time: `${two('hour')}:${two('minute')}` }) }
    }
    return undefined
  }
}
