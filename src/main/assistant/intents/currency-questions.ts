import { convertCurrency } from '../../../mcp/budget/contract.ts'
import { getCountryFacts } from '../../../mcp/places/contract.ts'
import { SojournError } from '../../../shared/errors.ts'
import { formatMoney } from '../../../shared/money.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readCurrencies, readMoney } from '../entities/money.ts'
import { readPlacePhrases } from '../entities/places.ts'
import { blank } from '../entities/span.ts'
import { call, type Reply, type Talk } from '../talk.ts'

/** “how much is 150 euros in pounds”, “20,000 yen in quid?”. */
export const currencyFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (/\b(?:budget|spent|paid|remind|task|expense|plan|trip|under|max)\b/.test(plain)) return undefined
  const mine = context.env.profile.currency
  const amounts = readMoney(plain, mine)
  const currencies = readCurrencies(blank(plain, amounts), mine)
  const asks =
    /\b(?:how much|how many|convert|what(?:'s| is| are)|in|to|into|exchange|worth|equals?|change)\b|->|→|=|\?\s*$/.test(
      plain,
    )
  const rate = /\b(?:exchange rate|rate)\b/.test(plain) && readCurrencies(plain, mine).length > 0
  if (rate) return { intent: 'convert_currency', score: 80, talk: () => exchange(clause, context) }
  const [amount] = amounts
  const likely = clause.gist('convert_currency') >= 0.4
  if (amount === undefined || !(asks || likely)) {
    const one = readCurrencies(plain, mine)
    // “pounds to euros, 75”
    if (amount === undefined && one.length === 2 && /\b\d[\d.,]*\b/.test(plain))
      return { intent: 'convert_currency', score: 72, talk: () => exchange(clause, context) }
    return amount === undefined && one.length === 2 && /\b(?:how many|how much|convert|worth)\b/.test(plain)
      ? { intent: 'convert_currency', score: 72, talk: () => exchange(clause, context) }
      : undefined
  }
  const [, other] = amounts
  if (
    other?.explicit &&
    amount.explicit &&
    other.currency !== amount.currency &&
    /\b(?:more|less|cheaper|same|than|or)\b/.test(plain)
  )
    return { intent: 'convert_currency', score: 80, talk: () => exchange(clause, context) }
  if (
    currencies.length === 0 &&
    !/\b(?:worth|convert|in (?:my|our) (?:money|currency)|back home|in real money|how much is that|how much is|(?:our|my|local|their) (?:money|currency)|home money)\b/.test(
      plain,
    ) &&
    !(moneyPlace(clause) !== undefined && (likely || /\b(?:money|currency)\b/.test(plain)))
  )
    return undefined
  if (!amount.explicit) return undefined
  return { intent: 'convert_currency', score: 82, talk: () => exchange(clause, context) }
}

/** The place whose money is meant: “in Budapest money”, “how much is £50 in Japan”. */
function moneyPlace(clause: Clause): string | undefined {
  const amounts = readMoney(clause.text.plain, 'EUR')
  const noise = [
    ...clause.text.plain.matchAll(/\b(?:money|currency|local|cash|my|our|real|total|worth|terms|much)\b/g),
  ].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  return readPlacePhrases(clause.text, [...amounts, ...noise]).find(({ weight }) => weight === 3)?.text
}

function* currencyIn(place: string | undefined): Talk<string | undefined> {
  if (place === undefined) return undefined
  try {
    return (yield* call(getCountryFacts, { country: place })).currency.code
  } catch (error) {
    if (error instanceof SojournError) return undefined
    throw error
  }
}

function* exchange(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const { currency: mine, locale } = context.env.profile
  const [amount, other] = readMoney(plain, mine)
  const named = readCurrencies(
    amount === undefined ? plain : blank(plain, other === undefined ? [amount] : [amount, other]),
    mine,
  ).map(({ code }) => code)
  const [first, second] = named
  // “how many euros is 50 dollars”: the currency without an amount is the one wanted.
  const from = amount?.currency ?? (/\bhow many\b/.test(plain) ? second : first) ?? mine
  const to =
    (amount !== undefined ? named.find((code) => code !== from) : /\bhow many\b/.test(plain) ? first : second) ??
    (amount !== undefined && named.length === 0
      ? (other?.currency ?? (yield* currencyIn(moneyPlace(clause))))
      : undefined) ??
    (from === mine ? 'EUR' : mine)
  const bare = amount === undefined ? Number(/\b\d[\d,]*(?:\.\d+)?\b/.exec(plain)?.[0]?.replace(/,/g, '') ?? 1) : 1
  // “85 francs in euros and in pounds”: each currency that is named is asked for.
  const all = amount === undefined ? [to] : [...new Set([to, ...named.filter((code) => code !== from)])]
  const lines: string[] = []
  for (const each of all) {
    const result = yield* call(convertCurrency, { amount: amount?.amount ?? bare, from, to: each })
    lines.push(
      `${formatMoney({ amount: result.amount, currency: from }, locale)} is about **${formatMoney({ amount: Math.round(result.result * 100) / 100, currency: each }, locale)}**, at a rate of ${Number(result.rate.toPrecision(4))} from ${result.rate_date}${result.is_estimate ? ' (an estimate from built-in rates, not today’s)' : ''}.`,
    )
  }
  return { text: lines.join('\n'), suggestions: [] }
}
