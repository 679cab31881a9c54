import type { Money } from '../../../shared/money.ts'
import { readMoney, type SaidMoney } from '../entities/money.ts'
import { matches, type Span } from '../entities/span.ts'
import { countedThings } from '../entities/trip-budget.ts'

/** A budget as it was said: in all, a change of what there is, or a share of it. */
export interface SaidBudget {
  amount: SaidMoney
  change: 'to' | 'up' | 'down' | 'times'
  per: ('person' | 'day')[]
  /** The words that gave it. */
  spans: Span[]
}

const raise =
  /\b(?:increase|raise|bump|up|extend|stretch)\b[^.;]*\bby\b|\b(?:add|put)\b[^.;]*\b(?:to|onto|on) (?:the|our|my) budget\b|\b(?:extra|(?<!\b(?:no|not|any) )more(?! than)|on top|additional)\b[^.;]*\b(?:to spend|budget|to play with)\b|\bspend (?:an? )?(?:extra|another|additional)\b|\b(?:can|could|may) (?:spend|afford)\b[^.;]*\b(?:more(?! than)|extra)\b/
const lower =
  /\b(?:reduce|lower|cut|decrease|drop|shrink|trim)\b[^.;]*\bby\b|\b(?:take|knock|shave|cut|lop|trim)\b[^.;]*\b(?:off|from|out of)\b|\b(?:can|could|may) (?:spend|afford)\b[^.;]*\bless\b(?! than)/

const share = /\b(?:(halve|half)|(double)|(triple))\b[^.;]{0,12}\b(?:budget|limit|money)\b/

/** The budget that a text sets, among its numbers the one that is money; numbers of people, nights and dates are none. */
export function readBudget(plain: string, home: string, taken: readonly Span[] = []): SaidBudget | undefined {
  const part = share.exec(plain)
  if (part !== null) {
    const times = part[1] !== undefined ? 0.5 : part[2] !== undefined ? 2 : 3
    const span = { start: part.index, end: part.index + part[0].length }
    return {
      amount: { ...span, amount: times, currency: home, explicit: false, negative: false },
      change: 'times',
      per: [],
      spans: [span],
    }
  }
  const free = readMoney(plain, home, true).filter(
    ({ start, end }) =>
      !countedThings.test(plain.slice(end)) &&
      !/\bday $/.test(plain.slice(0, start)) &&
      !taken.some((other) => start < other.end && other.start < end),
  )
  const marked = ({ start, end }: SaidMoney) =>
    /\b(?:budget|spend|spending|limit|max(?:imum)?|at most|no more than|not more than|more than|under|below|within|cap)\b[^.;]{0,20}$/.test(
      plain.slice(0, start),
    ) || /^ ?(?:budget|max|tops|limit|in total|all[- ]in)\b/.test(plain.slice(end))
  const amount =
    free.find(({ explicit }) => explicit) ?? free.find(marked) ?? free.sort((a, b) => b.amount - a.amount)[0]
  if (amount === undefined) return undefined
  const shares = matches(
    /\b(?:(?:per|a|each|every) (person|head|day)|(each|pp|apiece)|(daily))\b(?! (?:more|longer|less|shorter|earlier|later))/,
    plain,
  ).filter(
    // “a day” is a share only right after the sum: “add a day and raise the budget to 1500” has none.
    ({ start, groups: [words] }) =>
      !/^an? /.test(words ?? '') ||
      (/^[a-z ]*$/.test(plain.slice(amount.end, start)) && start > amount.start && start - amount.end < 12),
  )
  const per: SaidBudget['per'] = []
  if (shares.some(({ groups: [, unit, each] }) => unit === 'person' || unit === 'head' || each !== undefined))
    per.push('person')
  if (shares.some(({ groups: [, unit, , daily] }) => unit === 'day' || daily !== undefined)) per.push('day')
  const change = raise.test(plain) ? 'up' : lower.test(plain) ? 'down' : 'to'
  return { amount, change, per, spans: [amount, ...shares] }
}

/** What a budget comes to for a trip. */
export function budgetFor(
  { amount, change, per }: SaidBudget,
  trip: { travellers: number; days: readonly unknown[]; budget_limit?: Money | undefined },
): Money {
  const now = trip.budget_limit
  const currency = amount.explicit ? amount.currency : (now?.currency ?? amount.currency)
  if (change === 'times') return { amount: (now?.amount ?? 0) * amount.amount, currency }
  const said =
    amount.amount * (per.includes('person') ? trip.travellers : 1) * (per.includes('day') ? trip.days.length : 1)
  if (change === 'to' || now === undefined) return { amount: said, currency }
  return { amount: Math.max(0, now.amount + (change === 'up' ? said : -said)), currency }
}
