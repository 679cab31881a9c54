import type { Pace } from '../contract.ts'
import type { Window } from '../opening-hours.ts'

/** How a day goes at a pace; times in minutes after midnight. */
export interface PaceShape {
  start: number
  /** When sights end; dinner may last longer. */
  end: number
  /** How many sights a full day aims at, and holds at most. Meals come on top. */
  aim: number
  most: number
  lunchMinutes: number
  dinnerMinutes: number
  /** Dinner does not begin earlier. */
  dinnerFrom: number
}

const hour = 60

export const paceShapes: Record<Pace, PaceShape> = {
  relaxed: { start: 10 * hour, end: 19 * hour, aim: 3, most: 4, lunchMinutes: 75, dinnerMinutes: 90, dinnerFrom: 1110 },
  balanced: { start: 570, end: 1230, aim: 4, most: 5, lunchMinutes: 60, dinnerMinutes: 75, dinnerFrom: 1140 },
  packed: { start: 9 * hour, end: 22 * hour, aim: 6, most: 7, lunchMinutes: 60, dinnerMinutes: 60, dinnerFrom: 1110 },
}

/** Meal hours: a lunch or dinner begins and ends inside them. */
export const lunchWindow: Window = { from: 12 * hour, to: 14 * hour + 30 }
export const dinnerWindow: Window = { from: 18 * hour + 30, to: 21 * hour + 30 }

/** One day to be filled in one city. */
export interface DayShape {
  date: string
  start: number
  end: number
  lunch: boolean
  dinner: boolean
  /** How many sights it should get, and holds at most. */
  aim: number
  most: number
  pace: PaceShape
}

/** Kept free before and after a meal for the way to a table nearby, minutes. */
export const mealDetour = 10
/** From a table to where one leaves from, minutes. */
const mealToDeparture = 30

/**
 * The shape of a day between `from` (arrived and ready) and `until` (has to leave), both optional.
 * Meals are planned where they fit into what is left; the number of sights shrinks with the hours.
 */
export function dayShape(date: string, pace: Pace, from?: number, until?: number): DayShape {
  const usual = paceShapes[pace]
  const start = Math.max(usual.start, from ?? 0)
  const end = Math.min(usual.end, until ?? usual.end)
  const leave = (until ?? 1440) - mealToDeparture
  const ready = from === undefined ? start : start + mealDetour
  const serves = (opens: number, minutes: number, closes: number): boolean =>
    Math.max(ready, opens) + minutes <= Math.min(closes - mealDetour, leave)
  const lunch = serves(lunchWindow.from, usual.lunchMinutes, lunchWindow.to)
  const dinner = serves(usual.dinnerFrom, usual.dinnerMinutes, dinnerWindow.to)
  const share = Math.max(0, end - start) / (usual.end - usual.start)
  const scaled = (count: number) =>
    share >= 0.9 ? count : Math.max(end - start >= 60 ? 1 : 0, Math.round(count * share))
  return { date, start, end, lunch, dinner, aim: scaled(usual.aim), most: scaled(usual.most), pace: usual }
}
