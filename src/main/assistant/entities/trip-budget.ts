import { readMoney, type SaidMoney } from './money.ts'

/** Money for a trip: in all, or for each person or day. */
export type TripBudget = SaidMoney & { per: ('person' | 'day')[] }

const budgetWords =
  /\b(?:budget|spend|spending|max(?:imum)?|tops|under|below|up to|no more than|not more than|at most|less than|within|around|about|roughly|total|limit|cost|costs|all[- ]in|altogether|for)\b/

/** What a number may count besides money. */
export const countedThings =
  /^ ?(?:(?:more )?(?:people|persons?|adults?|kids?|children|days?|nights?|travellers?)|of us|friends?|weeks?|months?|years?|hours?|minutes?|km|kilomet\w+|miles|stops?|things|sights|museums?|places|activities|attractions|churches|cities|rooms?|%|(?:january|february|march|april|may|june|july|august|september|october|november|december))\b/

/** The budget of a trip, with the words around it that belong to it. */
export function readBudget(plain: string, home: string): TripBudget | undefined {
  const said = readMoney(plain, home, true)
  const near = ({ start, end, explicit }: SaidMoney) => {
    const before = plain.slice(Math.max(0, start - 28), start)
    const after = plain.slice(end, end + 24)
    if (countedThings.test(after)) return false
    const digits = plain.slice(start, end)
    const marked =
      /\b(?:budget|spend|max(?:imum)?|no more than|at most|limit|money|cap)\b[^.;¦]*$/.test(before) ||
      /^ ?(?:budget|max|tops|total|limit|all[- ](?:in|up)|to (?:spend|play with|work with|blow|burn)|(?:in )?total|altogether|per (?:person|head)|pp|each)\b/.test(
        after,
      ) ||
      /\d ?(?:k|grand|thousand)$/.test(digits) ||
      (/\b(?:up to|under|below|less than|within|around|about|roughly|approx|over|more than) $/.test(before) &&
        Number(digits) >= 100 &&
        !/^(?:19|20)\d\d$/.test(digits) &&
        !/^ ?\p{L}/u.test(after))
    return explicit || marked || (budgetWords.test(before) && /^ ?(?:budget|max|tops|total)/.test(after))
  }
  const amount = said.find(near)
  if (amount === undefined) return undefined
  const after = plain.slice(amount.end, amount.end + 30)
  const per: ('person' | 'day')[] = []
  if (
    /^ ?(?:each|pp|a head|per (?:person|head)|apiece)\b|\bper (?:person|head|traveller|adult)\b|\beach\b(?! day| night)|\ba head\b/.test(
      after,
    )
  )
    per.push('person')
  if (/^[^.;]{0,14}\b(?:per|a|each|every) (?:day|night)\b|^ ?\/ ?day\b|\bdaily\b/.test(after)) per.push('day')
  const words =
    /(?:(?:with |on |and )?(?:a |our |my )?(?:total )?budget(?: is| of|:| around| about)* *|(?:for |at |with )?(?:no more than|not more than|up to|under|below|at most|max(?:imum)?(?: of)?|around|about|less than|within|spend(?:ing)?(?: about| around| up to)?) *)+$/.exec(
      plain.slice(0, amount.start),
    )
  const tail =
    /^ ?(?:(?:each|pp|a head|per (?:person|head|day|night)|a day|a night|max(?:imum)?|tops|budget|total|in total|altogether|all[- ]in|or so|or less)\b ?)+/.exec(
      plain.slice(amount.end),
    )
  return {
    ...amount,
    start: amount.start - (words?.[0].length ?? 0),
    end: amount.end + (tail?.[0].trimEnd().length ?? 0),
    per,
  }
}
