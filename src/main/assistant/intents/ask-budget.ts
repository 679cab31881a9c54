import { getBudgetSummary, listExpenses, optimizeBudget } from '../../../mcp/budget/contract.ts'
import { formatMoney } from '../../../shared/money.ts'
import type { Clause, Context, Family } from '../context.ts'
import { call, type Reply, type Talk } from '../talk.ts'
import { categoryName, categoryOf } from '../wording/expense-category.ts'
import { dayName, roughly } from '../wording/formats.ts'
import { capital, counted } from '../wording/sentences.ts'
import { hasTrip, theTrip, whichTrip } from './which-trip.ts'

const moneyWords =
  /\b(?:budget|money|costs?|costing|price|pricey|expensive|spend(?:ing)?|spent|expenses?|savings?|save|cheaper|afford|left over|remaining|breakdown|over budget|under budget|total|owe|owes|damage|economi[sz]e|cut back|much is (?:it|this|that|the trip)|much (?:have|has|do|did|will|would|can) (?:we|i|it|this))\b|\b(?:are|is|will|do|have) (?:we|i|it|this)(?: be| go| going| gone)? over(?: it| yet| now)?\W*$/
const leftWords =
  /\bhow much (?:money )?(?:have|do|is|has|'ve) ?(?:we|i|there|it)?(?: still)?(?: got| have)? ?(?:left|remaining)\b|\bwhat(?:'s| is)? (?:left|remaining|still left)\b(?! to| on (?:my|the) (?:list|to-do))|\b(?:left|remaining) (?:in|of|from) (?:the|my|our) budget\b|\bmoney (?:is )?left\b/
const saveWords =
  /\b(?:sav(?:e|ing|ings)|cheaper|spend less|reduce|cut (?:back|costs|down)|economi[sz]e|economies|lower the cost|less expensive|trim (?:the )?(?:costs?|budget)|bring (?:the )?(?:costs?|price) down|knock (?:the )?(?:costs?|price) down)\b/
const listWords =
  /\b(?:expenses|what (?:have|did) (?:we|i) (?:spend|spent|pay|paid)|spent (?:so far|on what)|list .*(?:spent|spending)|payments)\b/
const asking =
  /^(?:what|am|how|where|show|list|see|is|are|do|does|did|can|could|give|tell|any|break|which|who|find|will|have|roughly|suggest|ways|total|budget|expenses|make it cheaper|save)\b|\?\s*$/

/** Questions about a trip’s money: what it costs, what is left, where to save, what was spent. */
export const askBudgetFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const { core } = clause
  if (/\b(?:tasks?|to-dos?|remind|plug)\b/.test(plain)) return undefined
  const left = leftWords.test(plain) && !/\bto do\b/.test(plain)
  const heard = clause.gist('ask_budget')
  const worded = left || moneyWords.test(plain)
  if (!worded && !(heard >= 0.4 && hasTrip(context))) return undefined
  if (!(asking.test(core) || left) || (!hasTrip(context) && !/\b(?:trip|budget|holiday|expenses)\b/.test(plain)))
    return undefined
  if (
    /\b(?:euros?|pounds?|dollars?|yen|quid|bucks)\b.*\b(?:in|to|into)\b|\b(?:flight|hotel)s?\b/.test(plain) &&
    !/\bbudget\b/.test(plain) &&
    !(
      hasTrip(context) &&
      /\b(?:will|does|did|do|is|much)\b.*\b(?:cost|spend|spent|pay)\b/.test(plain) &&
      !/\b(?:find|search|book)\b/.test(plain)
    )
  )
    return undefined
  const ofMoney = /\b(?:budget|money|spend|spent|save|expenses?|euros?|pounds?|[€£$])/.test(
    context.message.toLowerCase(),
  )
  const score = left
    ? ofMoney || context.referents.topic === 'budget'
      ? 92
      : 84
    : worded
      ? saveWords.test(plain)
        ? 86
        : 75
      : 42
  return { intent: 'ask_budget', score, talk: () => ask(clause, context) }
}

function* ask(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const tripId = yield* whichTrip(plain, context)
  if (listWords.test(plain) && !/\bhow much\b/.test(plain) && kindIn(plain) === 'other')
    return yield* expenses(tripId, context)
  const saving = saveWords.test(plain) && !/\bsav(?:e|ed) so far\b/.test(plain)
  if (!saving) return yield* summary(plain, tripId, context)
  // “How’s the budget looking, and where can I cut back?” asks for both.
  const both = /\b(?:left|how(?:'s| is| are) (?:the|our|my|we)|what(?:'s| is) (?:the|our|my))\b/.test(plain)
  const first = both ? yield* summary(plain, tripId, context) : undefined
  const second = yield* savings(tripId, context)
  return first === undefined ? second : { ...second, text: `${first.text}\n\n${second.text}` }
}

/** The kind of spending that is asked about; “show” is no theatre here. */
const kindIn = (plain: string) => categoryOf(plain.replace(/\b(?:show|trip)\b/g, ''))

function* summary(plain: string, tripId: string, context: Context): Talk<Reply> {
  const { locale } = context.env.profile
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
  const kind = kindIn(plain)
  const asked = summary.categories.find(({ category }) => category === kind)
  if (asked !== undefined && kind !== 'other')
    lines.push(
      `For ${categoryName[kind] ?? kind}: **${money(asked.spent)}** spent so far, about ${money(asked.planned)} planned (an estimate).`,
      '',
    )
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
          `- ${capital(categoryName[category] ?? category)}: about ${money(planned)}${spent > 0 ? `, ${money(spent)} spent` : ''}`,
      ),
    )
  if (/\b(?:per (?:person|head)|each|a head|apiece|pp)\b/.test(plain)) {
    const { travellers } = yield* theTrip(plain, context)
    lines.push('', `That is about **${money(whole / travellers)}** per person.`)
  }
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
  const { spent, currency } = yield* call(getBudgetSummary, { trip_id: tripId })
  const lines = found
    .slice(0, 12)
    .map(
      (entry) =>
        `- ${formatMoney(entry, locale)} · ${entry.note ?? categoryName[entry.category] ?? entry.category}${entry.date === undefined ? '' : ` · ${dayName(entry.date, locale)}`}`,
    )
  return {
    text: [
      `**${formatMoney({ amount: spent, currency }, locale)}** spent so far, in ${counted(found.length, 'expense')}:`,
      '',
      ...lines,
    ].join('\n'),
    suggestions: ['What is left?', 'Remove the last expense'],
  }
}
