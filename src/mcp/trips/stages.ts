import type { TripsContext } from './store.ts'

/** The stages of planning, in words for whoever waits. */
const stages = {
  places: 'Looking up places, distances and opening hours',
  days: 'Laying out the days',
  rest: 'Working out the budget and the tasks',
} as const

const order = Object.keys(stages)

/** Tells that a stage of planning begins: how many are done, of how many. */
export function atStage({ progress }: Pick<TripsContext, 'progress'>, stage: keyof typeof stages): void {
  progress({ done: order.indexOf(stage), total: order.length, message: stages[stage] })
}
