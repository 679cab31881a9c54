import { addExpense } from '../../../mcp/budget/contract.ts'
import { formatMoney } from '../../../shared/money.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readMoney, type SaidMoney } from '../entities/money.ts'
import { blank } from '../entities/span.ts'
import { readTripDays } from '../entities/trip-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { categoryName, categoryOf } from '../wording/expense-category.ts'
import { roughly } from '../wording/formats.ts'
import { capital } from '../wording/sentences.ts'
import { tidyName } from './stops.ts'
import { hasTrip, theTrip } from './which-trip.ts'

const spentWords =
  /\b(?:spent|paid|cost(?: us| me)?|costs|was|were|came to|bought|shelled out|forked out|expense|expenses|splashed out|got charged|charged|bill|set us back|put down|log|record)\b/

/** “spent 45 euros on dinner”, “taxi from the airport was 30 quid”, “museum tickets 36 eur and taxi 18 eur, log both”. */
export const addExpenseFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const { core } = clause
  if (
    /^(?:what|how|when|where|which|show|list|is|are|do|does|remove|delete|set|change|convert|take|scrap|cancel)\b/.test(
      core,
    ) ||
    /\b(?:budget|remind|task|to-do|limit|keep|no more than|at most)\b|\b(?:off|out of) (?:the|my|our) (?:list|expenses?|costs)\b/.test(
      plain,
    )
  )
    return undefined
  const amounts = amountsIn(plain, context)
  if (amounts.length === 0) {
    return /^(?:add|log|record) (?:an? )?(?:new )?expense\b/.test(core)
      ? { intent: 'add_expense', score: 70, talk: () => noExpense() }
      : undefined
  }
  const reading = (score: number) => ({ intent: 'add_expense', score, talk: () => spend(amounts, clause, context) })
  if (/\b(?:spent|paid|expenses?|cost us|cost me|shelled|forked|set us back|splashed)\b/.test(plain)) return reading(82)
  const explicit = amounts.every(({ explicit }) => explicit)
  if (
    /^(?:add|log|record|put|note)\b/.test(core) &&
    (amounts[0]?.explicit || context.referents.topic === 'expense' || context.referents.topic === 'budget')
  )
    return reading(86)
  if (!hasTrip(context)) return undefined
  if (spentWords.test(plain)) return reading(76)
  // “taxi 22 eur and lunch 31.50 eur”: sums with what they were for, and nothing else.
  const kinds = amounts.map((_, index) => categoryOf(noteOf(clause, amounts, index).toLowerCase()))
  const short = core.split(' ').length <= 6 * amounts.length
  if (explicit && short && !kinds.includes('other') && !/\b(?:in|to|is|how|from)\b/.test(core)) return reading(75)
  return explicit && clause.gist('add_expense') >= 0.4 ? reading(45) : undefined
}

/** The sums of a clause that were spent; beside money with its currency, a bare number with pence or “35 on pizza” is money too. */
function amountsIn(plain: string, { env, referents }: Context): SaidMoney[] {
  const sure = readMoney(plain, env.profile.currency)
  const [first] = sure
  if (first === undefined) {
    // “add 12 for the tram”, once expenses were talked about.
    const more =
      /^(?:and |also |then |please )*(?:add|another|plus|note|log) \d[\d.,]* (?:for|on) (?:the |a |an |some )?\p{L}/u.test(
        plain,
      )
    const ofMoney = more && (referents.topic === 'expense' || referents.topic === 'budget')
    if (!ofMoney && !/\b(?:spent|paid|expense)\b/.test(plain)) return []
    return readMoney(plain, env.profile.currency, true).filter(({ start }) => !/\bday $/.test(plain.slice(0, start)))
  }
  const more = readMoney(plain, env.profile.currency, true)
    .filter(({ start, end }) => sure.every((other) => end <= other.start || start >= other.end))
    .filter(
      ({ start, end }) =>
        (/^\d+[.,]\d\d$/.test(plain.slice(start, end)) || /^ (?:on|for) (?!day\b|the \d)/.test(plain.slice(end))) &&
        !/\b(?:day|at) $/.test(plain.slice(0, start)),
    )
    .map((amount) => ({ ...amount, currency: first.currency, explicit: first.explicit }))
  return [...sure, ...more].sort((a, b) => a.start - b.start)
}

// biome-ignore lint/correctness/useYield: it only asks.
function* noExpense(): Talk<Reply> {
  throw new Say({
    text: 'How much was it, and for what? For example “45 euros for dinner”.',
    suggestions: [],
    question: { template: 'I spent {}', choices: [] },
  })
}

function* spend(amounts: SaidMoney[], clause: Clause, context: Context): Talk<Reply> {
  const { locale } = context.env.profile
  const { plain } = clause.text
  if (amounts.some(({ negative }) => negative))
    throw new Say({ text: 'An expense can’t be negative, so I have not noted it.', suggestions: [] })
  const trip = yield* theTrip(plain, context, { ask: true })
  const day = /\byesterday\b/.test(plain) ? context.calendar.today.subtract({ days: 1 }) : undefined
  const lines: string[] = []
  let left: { amount: number; currency: string } | undefined
  for (const [index, amount] of amounts.entries()) {
    const note = noteOf(clause, amounts, index)
    const dates = readTripDays(blank(plain, amounts), trip, context.calendar).filter(({ outside }) => !outside)
    const currency = amount.explicit ? amount.currency : (trip.budget_limit?.currency ?? amount.currency)
    const paidBy = payerIn(clause)
    const added = yield* call(addExpense, {
      trip_id: trip.trip_id,
      amount: amount.amount,
      currency,
      category:
        categoryOf(note.toLowerCase()) === 'other' && amounts.length === 1
          ? categoryOf(plain)
          : categoryOf(note.toLowerCase()),
      ...(day !== undefined ? { date: day.toString() } : dates[0] !== undefined && { date: dates[0].date }),
      ...(note !== '' && { note: capital(note) }),
      ...(paidBy !== undefined && { paid_by: paidBy }),
    })
    left = added.left ?? left
    lines.push(
      `**${formatMoney(added, locale)}** for ${note === '' ? (categoryName[added.category] ?? 'other') : note}${note === '' ? '' : ` (${categoryName[added.category] ?? 'other'})`}`,
    )
  }
  const rest =
    left === undefined
      ? ''
      : left.amount >= 0
        ? ` About ${roughly(left, locale)} of the budget is left.`
        : ` That is about ${roughly({ ...left, amount: -left.amount }, locale)} over the budget.`
  return {
    text: `Noted: ${lines.join(' and ')}, on “${trip.title}”.${rest}`,
    suggestions: ['What is left?', 'Undo that'],
  }
}

/** Who paid, where it was somebody by name: “Ben paid”, “paid by Anna”, “Anna got the bill”. */
function payerIn({ text }: Clause): string | undefined {
  const match =
    /\bpaid by (\p{L}+)|(?:^|[.,;!] |\b(?:and|that|so) )(\p{L}+)(?: has| had|'s)?(?: just)? (?:paid|covered|footed|forked out|shelled out|picked up)\b/iu.exec(
      text.raw,
    )
  const name = match?.[1] ?? match?.[2]
  return name === undefined ||
    /^(?:we|i|you|they|he|she|it|who|just|me|us|card|cash|and|then|also|already)$/i.test(name)
    ? undefined
    : capital(name)
}

const command =
  /[,.;]* *(?:and )?(?:please )?(?:(?:can|could|would) you )?(?:please )?(?:log|note|record|add|put|write|save|track|enter)\b(?: down)?(?: (?:both|them|these|those|it|that|all|each|all of them|the lot))+(?: down| in| please)*(?: as (?:an? )?expenses?| (?:to|in|on|under) (?:the |our |my )?(?:expenses?|costs|trip|spending))?[.!? ]*$/i

/** A note without the words around it. */
const tidyNote = (said: string): string =>
  tidyName(
    said
      .replace(command, '')
      .replace(/[,.]? ?(?:can|could|would|please|pls) (?:you|we|i)?.*$/i, '')
      .replace(/,? (?:paid|covered) by \p{L}+.*$/iu, '')
      .replace(/,? (?:paid|spent|bought)(?: (?:on|in|by) [\p{L}]+)?(?: (?:yesterday|today|on \w+))?\s*$/iu, '')
      .replace(
        /^.*?\b(?:spent|paid|an expense|expense(?:s)?(?: of| for)?|log(?:ged)?|record(?:ed)?|add|put down|note(?: down)?(?: that)?|got charged|charged|bought|forked out|shelled out)\b:?/i,
        '',
      )
      .replace(/^[\s,:]*(?:on|for|at|of|to)\b/i, '')
      .replace(/\b(?:to|on|in|as) (?:the|my|our|an)? ?(?:expenses?|trip|budget|spending)\b.*$/i, '')
      .replace(
        /\b(?:yesterday|today|tonight|last night|this morning|for day \d+|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|on day \d+|on the \w+ day|(?:cost|was|were|came to|set)(?: us| me)?(?: back)?|(?:we|i) (?:just )?$|about|around|and)\s*$/gi,
        '',
      )
      .replace(/\b(?:yesterday|today|tonight|last night|this morning|(?:on|for) day \d+)\b/gi, '')
      .replace(/^\s*(?:and|,)\s*(?:for )?/i, '')
      .replace(/^(?:we|i|the|a|an|our|my) /i, ''),
  )

/**
 * What an amount was for: the words after it up to the next amount, or those before it. In a list the first and the last tell
 * which: words before the first and none after the last name each before its sum.
 */
function noteOf(clause: Clause, amounts: SaidMoney[], index: number): string {
  const { text } = clause
  const amount = amounts[index]
  const first = amounts[0]
  const last = amounts.at(-1)
  if (amount === undefined || first === undefined || last === undefined) return ''
  const between = (from: SaidMoney | undefined, to: SaidMoney | undefined) =>
    tidyNote(text.slice({ start: from?.end ?? 0, end: to?.start ?? text.plain.length }))
  const before = between(amounts[index - 1], amount)
  const after = between(amount, amounts[index + 1])
  const head = between(undefined, first)
  if (amounts.length > 1 && head !== '') {
    const was = /\b(?:was|were|cost|came to)\b/.test(text.plain.slice(0, first.start))
    if (was || between(last, undefined) === '') return before
  }
  return after !== '' && !/^(?:each|pp|per|total)$/.test(after) ? after : before
}
