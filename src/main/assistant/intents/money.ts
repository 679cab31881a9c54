import {
  addExpense,
  type BudgetCategory,
  getBudgetSummary,
  listExpenses,
  optimizeBudget,
  setBudget,
} from '../../../mcp/budget/contract.ts'
import { formatMoney } from '../../../shared/money.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readMoney, type SaidMoney } from '../entities/money.ts'
import { blank } from '../entities/span.ts'
import { readTripDays } from '../entities/trip-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { dayName, roughly } from '../wording/formats.ts'
import { capital, counted } from '../wording/sentences.ts'
import { planScore } from './plan-trip.ts'
import { tidyName } from './stops.ts'
import { hasTrip, theTrip, whichTrip } from './which-trip.ts'

const categories: [RegExp, BudgetCategory][] = [
  [
    /\b(?:metro|tram|bus(?:es)?|subway|underground|tube|taxis?|cab|uber|bolt|parking|petrol|fuel|ferry|bike|scooter|transit|public transport|local transport|travel ?card|oyster)\b/,
    'local_transport',
  ],
  [/\b(?:flights?|trains?|airfare|plane|coach|eurostar|car hire|rental car|car rental|transport|rail)\b/, 'transport'],
  [/\b(?:hotel|hostel|airbnb|apartment|room|lodging|accommodation|b&b|stay|guest ?house|campsite)\b/, 'lodging'],
  [
    /\b(?:dinner|lunch|breakfast|brunch|coffees?|food|meal|drinks?|restaurant|ice ?cream|gelato|groceries|supermarket|snacks?|wine|beers?|pizza|tapas|cafe|pastries|pastel|eating|bar|pub|supper|cake|croissants?|tea|market)\b/,
    'food',
  ],
  [
    /\b(?:museum|tickets?|entry|entrance|tour|concert|show|theatre|castle|activity|activities|sight(?:s|seeing)?|admission|excursion|boat|cruise|guide|gallery|zoo|aquarium|spa|class|lesson)\b/,
    'activities',
  ],
  [
    /\b(?:souvenirs?|shopping|clothes|gifts?|presents?|shoes|bag|book|postcards?|jacket|shirt|hat|sunglasses)\b/,
    'shopping',
  ],
]
const categoryOf = (text: string): BudgetCategory => categories.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'
const named: Record<string, string> = {
  transport: 'travel',
  lodging: 'stay',
  food: 'food',
  activities: 'sights',
  local_transport: 'getting around',
  shopping: 'shopping',
  other: 'other',
}

const setWords =
  /\b(?:budget|spend (?:at most|no more|up to|a maximum|max)|set aside|put aside|limit (?:is|of|to|it)|cap (?:it|is|of|the)|keep it (?:under|below|to)|(?:no|not) more than|at most|max(?:imum)?|can (?:only )?(?:spend|afford)|(?:have|'ve)(?: got)? [£€$]?\d[^.]* (?:for (?:this|it|that|the trip|everything)|to spend)|have .* to spend|want to spend|going to spend)\b/

/** “our budget is €1,200”, “let’s set aside two grand”. */
export const setBudgetFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (
    !setWords.test(plain) ||
    /^(?:what|how|is|are|do|does|when|where|which|show)\b/.test(clause.core) ||
    /\?\s*$/.test(plain)
  )
    return undefined
  if (/\b(?:remind|task|to-do)\b/.test(plain)) return undefined
  const [amount] = readMoney(plain, context.env.profile.currency, true)
  if (amount === undefined) {
    return /^(?:set|change|make|give) .*\bbudget\b/.test(clause.core)
      ? { intent: 'set_budget', score: 60, talk: () => noAmount(context) }
      : undefined
  }
  if (planScore(clause, context) >= 62) return undefined
  return { intent: 'set_budget', score: /\bbudget\b/.test(plain) ? 86 : 74, talk: () => set(amount, clause, context) }
}

// biome-ignore lint/correctness/useYield: it only asks.
function* noAmount(_context: Context): Talk<Reply> {
  throw new Say({
    text: 'How much should the budget be?',
    suggestions: [],
    question: { template: 'set the budget to {}', choices: [] },
  })
}

function* set(amount: SaidMoney, clause: Clause, context: Context): Talk<Reply> {
  const { locale } = context.env.profile
  const { plain } = clause.text
  if (amount.negative)
    throw new Say({
      text: 'A budget can’t be negative, so I have left it as it was. How much would you like to spend?',
      suggestions: [],
    })
  const trip = yield* theTrip(plain, context, { ask: true })
  const currency = amount.explicit ? amount.currency : (trip.budget_limit?.currency ?? amount.currency)
  const per = /\b(?:each|per person|pp|a head|per head)\b/.test(plain) ? trip.travellers : 1
  const days = /\b(?:per|a|each) day\b/.test(plain) ? trip.days.length : 1
  const change = /\b(?:increase|raise|bump|up)\b.*\bby\b|\badd\b.*\bto the budget\b/.test(plain)
    ? 1
    : /\b(?:reduce|lower|cut|decrease|drop)\b.*\bby\b/.test(plain)
      ? -1
      : 0
  const total =
    change === 0 ? amount.amount * per * days : Math.max(0, (trip.budget_limit?.amount ?? 0) + change * amount.amount)
  const summary = yield* call(setBudget, { trip_id: trip.trip_id, amount: total, currency })
  const money = (value: number) => roughly({ amount: value, currency: summary.currency }, locale)
  const left = summary.left ?? 0
  const planned = `about ${money(summary.planned)} is planned (an estimate)`
  return {
    text: `The budget of **${trip.title}** is ${formatMoney({ amount: total, currency }, locale)}; ${planned}, ${left >= 0 ? `about ${money(left)} is left` : `about ${money(-left)} too much`}.`,
    suggestions: left < 0 ? ['Where can we save money?', 'Show the budget'] : ['Show the budget', 'What is left?'],
  }
}

const spentWords =
  /\b(?:spent|paid|cost(?: us| me)?|costs|was|were|came to|bought|shelled out|forked out|expense|expenses|splashed out|got charged|charged|bill|set us back|put down|log|record)\b/

/** “spent 45 euros on dinner”, “taxi from the airport was 30 quid”. */
export const addExpenseFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const { core } = clause
  if (
    /^(?:what|how|when|where|which|show|list|is|are|do|does|remove|delete|set|change)\b/.test(core) ||
    /\b(?:budget|remind|task|to-do)\b/.test(plain)
  )
    return undefined
  const sure = readMoney(plain, context.env.profile.currency)
  const loose = sure.length === 0 && /\b(?:spent|paid|expense)\b/.test(plain)
  // “taxi was £15 and ice creams 9.80”: beside money a sum with pence is money too.
  const more =
    sure.length === 0
      ? []
      : readMoney(plain, context.env.profile.currency, true).filter(
          ({ start, end }) =>
            /^\d+[.,]\d\d$/.test(plain.slice(start, end)) &&
            sure.every((other) => end <= other.start || start >= other.end),
        )
  const amounts = loose
    ? readMoney(plain, context.env.profile.currency, true).filter(({ start }) => !/\bday $/.test(plain.slice(0, start)))
    : [...sure, ...more].sort((a, b) => a.start - b.start)
  if (amounts.length === 0) {
    return /^(?:add|log|record) (?:an? )?(?:new )?expense\b/.test(core)
      ? { intent: 'add_expense', score: 70, talk: () => noExpense() }
      : undefined
  }
  const strong = /\b(?:spent|paid|expenses?|cost us|cost me|shelled|forked|set us back|splashed)\b/.test(plain)
  const add = /^(?:add|log|record|put|note)\b/.test(core)
  if (!strong && !(add && amounts[0]?.explicit) && !(spentWords.test(plain) && hasTrip(context))) {
    const short =
      hasTrip(context) &&
      amounts.length >= 1 &&
      amounts[0]?.explicit === true &&
      core.split(' ').length <= 6 &&
      categoryOf(plain) !== 'other' &&
      !/\b(?:in|to|is|how)\b/.test(core)
    return short ? { intent: 'add_expense', score: 75, talk: () => spend(amounts, clause, context) } : undefined
  }
  return { intent: 'add_expense', score: strong ? 82 : 76, talk: () => spend(amounts, clause, context) }
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
    const payer = /\bpaid by ([A-Z][a-z]+)|^([A-Z][a-z]+) paid\b/.exec(clause.text.raw)
    const paidBy = payer?.[1] ?? payer?.[2]
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
      ...(paidBy !== undefined && paidBy !== 'We' && paidBy !== 'I' && { paid_by: paidBy }),
    })
    left = added.left ?? left
    lines.push(
      `**${formatMoney(added, locale)}** for ${note === '' ? (named[added.category] ?? 'other') : note}${note === '' ? '' : ` (${named[added.category] ?? 'other'})`}`,
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

/** What an amount was for: the words after it up to the next amount, else those before it. */
function noteOf(clause: Clause, amounts: SaidMoney[], index: number): string {
  const { text } = clause
  const amount = amounts[index]
  if (amount === undefined) return ''
  const next = amounts[index + 1]
  const after = text.slice({ start: amount.end, end: next?.start ?? text.plain.length })
  const before = text.slice({ start: amounts[index - 1]?.end ?? 0, end: amount.start })
  const tidy = (said: string) =>
    tidyName(
      said
        .replace(/[,.]? ?(?:can|could|would|please|pls) (?:you|we|i)?.*$/i, '')
        .replace(/,? (?:paid|spent|bought)(?: (?:on|in|by) [\p{L}]+)?(?: (?:yesterday|today|on \w+))?\s*$/iu, '')
        .replace(/^.*?\b(?:spent|paid|an expense|expense(?:s)?(?: of| for)?|log(?:ged)?|record(?:ed)?|add)\b/i, '')
        .replace(/^[\s,]*(?:on|for|at|of|to)\b/i, '')
        .replace(/\b(?:to|on|in|as) (?:the|my|our|an) (?:expenses?|trip|budget|spending)\b.*$/i, '')
        .replace(
          /\b(?:yesterday|today|tonight|last night|this morning|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|on day \d+|on the \w+ day|(?:cost|was|were|came to|set)(?: us| me)?(?: back)?|(?:we|i) (?:just )?$|about|around|and)\s*$/gi,
          '',
        )
        .replace(/\b(?:yesterday|today|tonight|last night|this morning|on day \d+)\b/gi, '')
        .replace(/^(?:we|i|the|a|an|our|my) /i, '')
        .replace(/^\s*(?:and|,)\s*/i, ''),
    )
  const first = amounts[0] === undefined ? '' : tidy(text.slice({ start: 0, end: amounts[0].start }))
  // “taxi was £15 and ice creams 9.80” names each before its sum.
  const namedBefore =
    amounts.length > 1 && /\b(?:was|were|cost|came to)\b/.test(text.plain.slice(0, amounts[0]?.start)) && first !== ''
  const forIt = namedBefore ? '' : tidy(after)
  if (forIt !== '' && !/^(?:each|pp|per|total)$/.test(forIt)) return forIt
  return tidy(before)
}

const askWords =
  /\b(?:budget|money|cost|costs|costing|price|pricey|expensive|spend(?:ing)?|spent|expenses?|savings?|save|cheaper|afford|left over|remaining|breakdown|over budget|under budget|total|owe|owes|much is (?:it|this|that|the trip)|much (?:have|has|do|did|will|would|can) (?:we|i|it|this))\b/
const leftWords =
  /\bhow much (?:money )?(?:have|do|is|has|'ve) ?(?:we|i|there|it)?(?: still)?(?: got| have)? ?(?:left|remaining)\b|\bwhat(?:'s| is)? (?:left|remaining|still left)\b(?! to)|\b(?:left|remaining) (?:in|of|from) (?:the|my|our) budget\b|\bmoney (?:is )?left\b/

/** Questions about a trip’s money: what it costs, what is left, where to save, what was spent. */
export const askBudgetFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const { core } = clause
  if (/\b(?:task|to-do|remind|plug)\b/.test(plain)) return undefined
  const left = leftWords.test(plain) && !/\bto do\b/.test(plain)
  if (!left && !askWords.test(plain)) return undefined
  const asks =
    /^(?:what|am|how|where|show|list|see|is|are|do|does|did|can|could|give|tell|any|break|which|who|find|will|roughly|suggest|ways|total|budget|expenses|make it cheaper|save)\b|\?\s*$/.test(
      core,
    ) || left
  if (!asks || (!hasTrip(context) && !/\b(?:trip|budget|holiday|expenses)\b/.test(plain))) return undefined
  if (
    /\b(?:euros?|pounds?|dollars?|yen|quid|bucks)\b.*\b(?:in|to|into)\b|\b(?:flight|hotel)s?\b/.test(plain) &&
    !/\bbudget\b/.test(plain)
  )
    return undefined
  return { intent: 'ask_budget', score: left ? 84 : 75, talk: () => ask(clause, context) }
}

function* ask(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const { locale } = context.env.profile
  const tripId = yield* whichTrip(plain, context)
  if (
    /\b(?:save|saving|savings|cheaper|spend less|reduce|cut (?:costs|down)|economi[sz]e|lower the cost|bring (?:the )?(?:cost|price) down)\b/.test(
      plain,
    )
  )
    return yield* savings(tripId, context)
  if (
    /\b(?:expenses|what (?:have|did) (?:we|i) (?:spend|spent|pay|paid)|spent (?:so far|on what)|list .*(?:spent|spending)|payments)\b/.test(
      plain,
    ) &&
    !/\bhow much\b/.test(plain)
  )
    return yield* expenses(tripId, context)
  const summary = yield* call(getBudgetSummary, { trip_id: tripId })
  const money = (value: number) => roughly({ amount: value, currency: summary.currency }, locale)
  const lines: string[] = []
  if (/\b(?:owe|owes|settle)\b/.test(plain)) {
    return {
      text:
        summary.owed.length === 0
          ? 'Nobody owes anybody anything.'
          : summary.owed
              .map(({ from, to, amount }) => `- ${from} owes ${to} ${formatMoney(amount, locale)}`)
              .join('\n'),
      suggestions: ['List the expenses'],
    }
  }
  const whole = summary.planned
  if (summary.limit !== undefined) {
    const left = summary.left ?? 0
    lines.push(
      left >= 0
        ? `**${money(left)}** of your ${money(summary.limit)} is left: ${money(summary.spent)} spent, about ${money(whole)} planned in all (an estimate).`
        : `You are about **${money(-left)}** over your ${money(summary.limit)}: ${money(summary.spent)} spent, about ${money(whole)} planned in all (an estimate).`,
    )
  } else {
    lines.push(
      `It comes to about **${money(whole)}** in all, an estimate; ${money(summary.spent)} is spent so far. No budget is set.`,
    )
  }
  const shares = summary.categories.filter(({ planned, spent }) => planned > 0 || spent > 0)
  if (shares.length > 0)
    lines.push(
      '',
      ...shares.map(
        ({ category, planned, spent }) =>
          `- ${capital(named[category] ?? category)}: about ${money(planned)}${spent > 0 ? `, ${money(spent)} spent` : ''}`,
      ),
    )
  if (summary.note !== undefined) lines.push('', summary.note)
  return { text: lines.join('\n'), suggestions: ['Where can we save money?', 'List the expenses'] }
}

function* savings(tripId: string, context: Context): Talk<Reply> {
  const { locale } = context.env.profile
  const { savings: found, note } = yield* call(optimizeBudget, { trip_id: tripId })
  if (found.length === 0)
    return { text: note ?? 'I see nothing that would save much on this trip.', suggestions: ['Show the budget'] }
  return {
    text: [
      'Where money can be saved (estimates):',
      '',
      ...found
        .slice(0, 5)
        .map(({ title, saves, comfort }) => `- **${title}**: about ${roughly(saves, locale)}. ${comfort}`),
    ].join('\n'),
    suggestions: ['Show the budget', 'Make it one day shorter'],
  }
}

function* expenses(tripId: string, context: Context): Talk<Reply> {
  const { locale } = context.env.profile
  const { expenses: found } = yield* call(listExpenses, { trip_id: tripId })
  if (found.length === 0)
    return {
      text: 'No expenses are noted yet. Tell me, for example, “spent 45 euros on dinner”.',
      suggestions: ['Show the budget'],
    }
  const lines = found
    .slice(0, 12)
    .map(
      (entry) =>
        `- ${formatMoney(entry, locale)} · ${entry.note ?? named[entry.category] ?? entry.category}${entry.date === undefined ? '' : ` · ${dayName(entry.date, locale)}`}`,
    )
  return {
    text: [`${counted(found.length, 'expense')}:`, '', ...lines].join('\n'),
    suggestions: ['What is left?', 'Remove the last expense'],
  }
}
