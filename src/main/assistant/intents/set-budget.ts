import type { Context, Family } from '../context.ts'
import { type Reply, Say, type Talk } from '../talk.ts'
import { readBudget } from '../trip-fields/budget.ts'
import { change } from './change-trip.ts'
import { planScore } from './plan-trip.ts'
import { hasTrip } from './which-trip.ts'

const setWords =
  /\b(?:budget|spend (?:at most|no more|up to|a maximum|max)|set aside|put aside|(?:limit|ceiling|maximum|cap|max)(?: is| of| to| it|:)|cap|limit (?:it|this|us|ourselves)|keep (?:it|this|us|everything|(?:the |our )?(?:costs?|spending)|the (?:whole )?(?:thing|trip|cost|total)) (?:under|below|to|within)|(?:no|not) more than|at most|max(?:imum)?|can (?:only )?(?:spend|afford)|(?:have|'ve)(?: got)? [£€$]?\d[^.]* (?:for (?:this|it|that|the trip|everything)|to (?:spend|play with|work with))|have .* to (?:spend|play with|work with)|want to spend|going to spend|tops|(?:stay|keep|come in|remain|finish) (?:under|below|within)|allow (?:us |me |ourselves )?[£€$]?\d[\d.,]*k?|(?:absolute|upper|hard|spending) (?:limit|maximum|max))\b/
const question = /^(?:what|how|is|are|do|does|did|when|where|which|show|who)\b|\?\s*$/
const fewer = /\b(?:remind|tasks?|to-do|convert|expense)\b/

/** “our budget is €1,200”, “let’s set aside two grand”, “we can spend 300 more”. */
export const setBudgetFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const heard = clause.gist('set_budget')
  const pointed =
    context.referents.topic === 'budget' &&
    /^(?:make|change|set|put|raise|lower|bump|call) (?:it|that|this)\b/.test(clause.core)
  const worded = setWords.test(plain) || pointed
  const asks = question.test(clause.core) && !/^(?:can|could|would|will|please)\b/.test(plain)
  if ((!worded && heard < 0.4) || asks || fewer.test(plain)) return undefined
  const budget = readBudget(plain, context.env.profile.currency)
  if (budget === undefined) {
    return /^(?:set|change|make|give) .*\bbudget\b/.test(clause.core)
      ? { intent: 'set_budget', score: 60, talk: () => noAmount(context) }
      : undefined
  }
  if (planScore(clause, context) >= (worded && hasTrip(context) ? 75 : 62)) return undefined
  if (!worded && !hasTrip(context)) return undefined
  // A small number without a currency is more likely of people or days than of money.
  const slight = !budget.amount.explicit && budget.amount.amount < 30 && budget.change !== 'times'
  if (slight && !/\bbudget\b/.test(plain)) return undefined
  const score = /\bbudget\b/.test(plain)
    ? 86
    : worded
      ? budget.per.length > 0
        ? 84
        : 76
      : budget.amount.explicit
        ? 48
        : 42
  return { intent: 'set_budget', score, talk: () => change(clause, context, 'budget') }
}

// biome-ignore lint/correctness/useYield: it only asks.
function* noAmount(_context: Context): Talk<Reply> {
  throw new Say({
    text: 'How much should the budget be?',
    suggestions: [],
    question: { template: 'set the budget to {}', choices: [] },
  })
}
