import table from '../../../resources/rates.json' with { type: 'json' }
import { SojournError } from '../../shared/errors.ts'
import { fromMinor, toMinor } from '../../shared/money.ts'

/** What one unit of `from` is worth in `to`, and where that is known from. */
export interface Rate {
  from: string
  to: string
  rate: number
  /** The local date the rate is of. */
  date: string
  source: string
  is_estimate: boolean
}

/**
 * Units of a currency for one euro. Approximate reference rates of one date; currencies tied to another by law are derived
 * from that tie (the CFA francs, the dirham of the Emirates, …).
 */
const perEuro = new Map<string, number>(Object.entries(table.rates))

/** The date of all built-in rates. */
export const ratesDate: string = table.date

/** The currencies that can be converted, in alphabetical order. */
export const convertible: readonly string[] = [...perEuro.keys()].sort()

/**
 * The rate between two currencies, crossed over the euro and rounded to 8 significant digits. Between a currency and
 * itself it is exactly 1 and no estimate.
 * @returns undefined where no rate is built in for one of them: never a guess
 */
export function findRate(from: string, to: string): Rate | undefined {
  if (from === to) return { from, to, rate: 1, date: table.date, source: 'same currency', is_estimate: false }
  const [perFrom, perTo] = [perEuro.get(from), perEuro.get(to)]
  if (perFrom === undefined || perTo === undefined) return undefined
  const rate = Number((perTo / perFrom).toPrecision(8))
  return { from, to, rate, date: table.date, source: table.source, is_estimate: true }
}

/**
 * As `findRate`.
 * @throws SojournError `unavailable` naming the currency without a rate
 */
export function rateBetween(from: string, to: string): Rate {
  const rate = findRate(from, to)
  if (rate !== undefined) return rate
  const unknown = perEuro.has(from) ? to : from
  throw new SojournError('unavailable', `There is no built-in exchange rate for ${unknown}.`, {
    hint: `Work the amount out in one of the ${convertible.length} currencies that have one, such as EUR, USD or GBP.`,
  })
}

/** An amount in minor units of `rate.from`, in minor units of `rate.to`, rounded half away from zero. */
export function convertMinor(minor: number, rate: Rate): number {
  if (rate.from === rate.to) return minor
  return toMinor(fromMinor(minor, rate.from) * rate.rate, rate.to)
}
