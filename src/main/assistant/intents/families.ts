import type { Family } from '../context.ts'
import { addExpenseFamily } from './add-expense.ts'
import { addStopFamily } from './add-stop.ts'
import { addTaskFamily } from './add-task.ts'
import { askBudgetFamily } from './ask-budget.ts'
import { askTripFamily } from './ask-trip.ts'
import { cannotFamily } from './cannot.ts'
import { changeStopsFamily } from './change-stops.ts'
import { changeTripFamily } from './change-trip.ts'
import { checkTripFamily } from './check-trip.ts'
import { convertTimeFamily, timeFamily } from './clock-questions.ts'
import { correctFamily } from './correct.ts'
import { countryFamily } from './country-questions.ts'
import { currencyFamily } from './currency-questions.ts'
import { deleteTaskFamily } from './delete-task.ts'
import { replanFamily, stopLengthFamily, swapFamily } from './edit-plan.ts'
import { findPlacesFamily } from './find-places.ts'
import { completeTaskFamily, reopenTaskFamily } from './finish-task.ts'
import { followUpFamily } from './follow-up.ts'
import { listTasksFamily } from './list-tasks.ts'
import { moveNamedFamily, removeNamedFamily } from './named-things.ts'
import { openingHoursFamily } from './opening-hours.ts'
import { planTripFamily } from './plan-trip.ts'
import { removeExpenseFamily } from './remove-expense.ts'
import { setBudgetFamily } from './set-budget.ts'
import { smallTalkFamily } from './small-talk.ts'
import { airportsFamily, routeFamily } from './travel-questions.ts'
import { travelTimesFamily } from './travel-times.ts'
import { deleteTripFamily, duplicateTripFamily, listTripsFamily } from './trips.ts'
import { unclearFamily } from './unclear.ts'
import { redoFamily, undoFamily } from './undo.ts'
import { updateTaskFamily } from './update-task.ts'

/** Every family of intents. The surest reading of a clause wins; on a draw the earlier family. */
export const families: readonly Family[] = [
  undoFamily,
  redoFamily,
  smallTalkFamily,
  correctFamily,
  addTaskFamily,
  listTasksFamily,
  reopenTaskFamily,
  completeTaskFamily,
  updateTaskFamily,
  deleteTaskFamily,
  planTripFamily,
  changeTripFamily,
  travelTimesFamily,
  listTripsFamily,
  deleteTripFamily,
  duplicateTripFamily,
  changeStopsFamily,
  addStopFamily,
  swapFamily,
  replanFamily,
  stopLengthFamily,
  moveNamedFamily,
  removeNamedFamily,
  openingHoursFamily,
  checkTripFamily,
  askTripFamily,
  setBudgetFamily,
  addExpenseFamily,
  removeExpenseFamily,
  askBudgetFamily,
  convertTimeFamily,
  timeFamily,
  currencyFamily,
  countryFamily,
  routeFamily,
  airportsFamily,
  findPlacesFamily,
  cannotFamily,
  unclearFamily,
  followUpFamily,
]
