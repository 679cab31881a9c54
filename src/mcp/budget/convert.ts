import { SojournError } from '../../shared/errors.ts'
import { fromMinor, mostMoney, toMinor } from '../../shared/money.ts'
import type { ArgsOf, OutputOf } from '../../shared/tool.ts'
import type { convertCurrency } from './contract.ts'
import { rateBetween, ratesDate } from './rates.ts'

/**
 * Converts an amount at the built-in rate, rounded to the minor unit of the currency it becomes.
 * @throws SojournError `unavailable` for a currency without a rate, `invalid_input` for an amount beyond counting
 */
export function convertAmount(input: ArgsOf<typeof convertCurrency>): OutputOf<typeof convertCurrency> {
  const { amount, from, to, date } = input
  if (Math.abs(amount) > mostMoney) {
    throw new SojournError('invalid_input', 'The amount is too large to convert.', {
      hint: 'Give an amount below a million million.',
      issues: [{ path: 'amount', message: 'must be at most 1,000,000,000,000' }],
    })
  }
  const rate = rateBetween(from, to)
  const note = !rate.is_estimate
    ? undefined
    : date === undefined || date === ratesDate
      ? `An approximate rate of ${ratesDate}; what a bank or card gives differs.`
      : `The built-in rates are of ${ratesDate} only: this is not the rate of ${date}.`
  return {
    amount,
    from,
    to,
    result: fromMinor(toMinor(amount * rate.rate, to), to),
    rate: rate.rate,
    rate_date: rate.date,
    source: rate.source,
    retrieved_at: `${rate.date}T00:00:00Z`,
    is_estimate: rate.is_estimate,
    ...(note !== undefined && { note }),
  }
}
