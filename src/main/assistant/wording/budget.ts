import { formatMoney, type Money } from '../../../shared/money.ts'
import { roughly } from './formats.ts'

/** What a budget that was set leaves: “The budget of Lisbon is €1,200; about €650 is planned …”. */
export function budgetText(
  title: string,
  budget: Money,
  summary: { planned: number; left?: number | undefined; currency: string },
  locale: string,
): string {
  const money = (value: number) => roughly({ amount: value, currency: summary.currency }, locale)
  const left = summary.left ?? 0
  const planned = `about ${money(summary.planned)} is planned (an estimate)`
  return `The budget of **${title}** is ${formatMoney(budget, locale)}; ${planned}, ${left >= 0 ? `about ${money(left)} is left` : `about ${money(-left)} too much`}.`
}
