import { listExpenses, removeExpense } from '../../../mcp/budget/contract.ts'
import { formatMoney } from '../../../shared/money.ts'
import type { Context, Family } from '../context.ts'
import { readMoney } from '../entities/money.ts'
import type { KnownExpense } from '../referents.ts'
import { nameMatch, shareFound } from '../spelling.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { categoryOf } from '../wording/expense-category.ts'
import { hasTrip, theTrip } from './which-trip.ts'

const away =
  /\b(?:delete|remove|scrap|drop|get rid of|cancel|take|strike|cross|erase|undo|forget|bin|reverse|void|refund(?:ed)?|reimbursed|paid back|mistake|by accident|in error|wrong|never happened|(?:didn't|did not|doesn't|shouldn't) (?:happen|count|be (?:there|in there))|no longer counts?|scratch|twice|double|duplicate|off|wipe|lose|back off|ditch)\b/
const expenseWord = /\b(?:expenses?|payments?|spending|charges?|costs?|entry|outlay|bill|purchase)\b/
const anew = /^(?:add|log|record|spent|paid|note|put|budget|set|raise|make|what|how|where|when|show|list)\b/

/** “take that cab charge back off”, “delete the 25 euro expense”: the expense is looked up by what it was for, or its sum. */
export const removeExpenseFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (!away.test(plain) || anew.test(clause.core) || !hasTrip(context)) return undefined
  if (/\b(?:task|to-do|reminder|remind|budget (?:to|by|is))\b/.test(plain)) return undefined
  const { topic, expense } = context.referents
  const worded = expenseWord.test(plain)
  const pointing = /\b(?:it|that|this|them|one of them|that one|this one)\b/.test(plain)
  const named = meantExpense(plain, context) !== undefined
  const pointed = topic === 'expense' && expense !== undefined && (pointing || /\blast one\b/.test(plain))
  if (!worded && !named && !(pointed && clause.gist('remove_expense') >= 0.3)) return undefined
  const byMessage = named && theOne(plain, context.referents.expenses, context) === undefined
  const explicitUndo = /\bundo\b/.test(plain) && !named
  if (explicitUndo) return undefined
  const lately = topic === 'expense' || topic === 'budget'
  const score = byMessage || (worded && (named || pointed)) ? 97 : named ? (lately ? 90 : 84) : worded ? 80 : 62
  return { intent: 'remove_expense', score, talk: () => removeSpending(plain, context) }
}

/** The expense that a clause names; where it only points, the one that the rest of the message names. */
function meantExpense(plain: string, context: Context): KnownExpense | undefined {
  const { expenses } = context.referents
  const named = theOne(plain, expenses, context)
  if (named !== undefined || !/\b(?:it|that|this|them)\b/.test(plain)) return named
  return theOne(new Utterance(context.message).plain, expenses, context)
}

/** The expense that the words of a text name: by its sum, by what it was for, or by its kind where only one is of it. */
function theOne(plain: string, expenses: readonly KnownExpense[], context: Context): KnownExpense | undefined {
  const sums = readMoney(plain, context.env.profile.currency, true).map(({ amount }) => amount)
  const bySum = expenses.filter(({ amount }) => sums.includes(amount))
  if (bySum.length > 0) return bySum.at(-1)
  const byNote = expenses
    .map((expense) => ({ expense, score: shareFound(expense.note ?? '', plain) }))
    .filter(({ expense, score }) => (expense.note ?? '') !== '' && score >= 0.5)
    .sort((a, b) => b.score - a.score)[0]
  if (byNote !== undefined) return byNote.expense
  const category = categoryOf(plain)
  const alike = expenses.filter((expense) => expense.category === category)
  return category !== 'other' && alike.length === 1 ? alike[0] : undefined
}

/** Removes the expense that plain words name or point at. */
export function* removeSpending(plain: string, context: Context): Talk<Reply> {
  const { locale } = context.env.profile
  const known = meantExpense(plain, context)
  const last = /\b(?:last|latest|that|it|this)\b/.test(plain)
  const expenseId =
    known?.expense_id ??
    (last ? context.referents.expense?.expense_id : undefined) ??
    (yield* lookedUp(plain, last, context))
  const gone = yield* call(removeExpense, { expense_id: expenseId })
  return {
    text: `Removed the expense of ${formatMoney(gone, locale)}. “Undo that” brings it back.`,
    suggestions: ['Undo that', 'What is left?'],
  }
}

function* lookedUp(plain: string, last: boolean, context: Context): Talk<string> {
  const trip = yield* theTrip(plain, context)
  const { expenses } = yield* call(listExpenses, { trip_id: trip.trip_id })
  const byName = expenses
    .map((expense) => ({ expense, score: nameMatch(plain, expense.category.replace('_', ' ')) }))
    .sort((a, b) => b.score - a.score)[0]
  const match =
    theOne(plain, expenses, context) ??
    (byName !== undefined && byName.score >= 0.5 ? byName.expense : undefined) ??
    (last || expenses.length === 1 ? expenses[0] : undefined)
  if (match === undefined)
    throw new Say({ text: `I can’t find that expense in “${trip.title}”.`, suggestions: ['List the expenses'] })
  return match.expense_id
}
