import { fromMinor, toMinor } from '../../../shared/money.ts'

/** How much of the trip's currency one unit of another is, by its code. */
export type Rates = ReadonlyMap<string, number>

/** Integer minor units of `currency` for an amount in `from`; `undefined` where no rate is known. */
export function minorIn(amount: number, from: string, currency: string, rates: Rates): number | undefined {
  const rate = from === currency ? 1 : rates.get(from)
  return rate === undefined ? undefined : toMinor(amount * rate, currency)
}

/** An estimate rounded to what it is worth: whole units of the currency, tens where they are small (JPY 12,340). */
export function roundedMinor(minor: number, currency: string): number {
  const whole = Math.round(fromMinor(minor, currency))
  const step = whole >= 10_000 ? 10 : 1
  return toMinor(Math.round(whole / step) * step, currency)
}
