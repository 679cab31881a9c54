import { addDays, daysBetween } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import type { Destination } from './records.ts'

/** A destination with its dates. `leave` is the day the next one begins, or the trip's last. */
export interface Stay extends Destination {
  nights: number
  arrive: string
  leave: string
}

/**
 * Splits the nights of a trip among its destinations: as asked for, the rest evenly, earlier ones first. Where what was
 * asked for does not add up (the dates changed since), the last destinations take what is too many or too few.
 */
export function staysOf(destinations: readonly Destination[], startDate: string, endDate: string): Stay[] {
  const total = daysBetween(startDate, endDate)
  const nights = splitNights(
    destinations.map(({ nightsWanted }) => nightsWanted),
    total,
  )
  let arrive = startDate
  return destinations.map((destination, index) => {
    const leave = addDays(arrive, nights[index] ?? 0)
    const stay = { ...destination, nights: nights[index] ?? 0, arrive, leave }
    arrive = leave
    return stay
  })
}

function splitNights(wanted: readonly (number | undefined)[], total: number): number[] {
  const open = wanted.filter((nights) => nights === undefined).length
  const asked = wanted.reduce<number>((sum, nights) => sum + (nights ?? 0), 0)
  const free = Math.max(0, total - asked)
  let given = 0
  const nights = wanted.map((own) => {
    if (own !== undefined) return own
    const share = Math.floor(free / open) + (given < free % open ? 1 : 0)
    given += 1
    return share
  })
  let over = nights.reduce((sum, own) => sum + own, 0) - total
  for (let index = nights.length - 1; index >= 0 && over > 0; index -= 1) {
    const taken = Math.min(over, Math.max(0, (nights[index] ?? 0) - (index === nights.length - 1 ? 0 : 1)))
    nights[index] = (nights[index] ?? 0) - taken
    over -= taken
  }
  if (over < 0) nights[nights.length - 1] = (nights.at(-1) ?? 0) - over
  return nights
}

/**
 * Refuses destinations that the dates cannot hold.
 * @throws SojournError `invalid_input`
 */
export function checkNights(
  destinations: readonly { place: string; nights?: number | undefined }[],
  startDate: string,
  endDate: string,
): void {
  const total = daysBetween(startDate, endDate)
  const asked = destinations.reduce((sum, { nights }) => sum + (nights ?? 0), 0)
  if (asked > total) {
    throw new SojournError('invalid_input', `The destinations ask for ${asked} nights, but the trip has ${total}.`, {
      hint: 'Give a later end_date or fewer nights.',
      issues: [{ path: 'destinations', message: `need ${asked} nights, there are ${total}` }],
    })
  }
  const short = destinations.slice(0, -1).find(({ nights }) => nights === 0)
  if (short !== undefined) {
    throw new SojournError('invalid_input', `${short.place} needs at least one night before the next destination.`, {
      hint: 'Give it a night, or leave it out and add it as a stop of a day.',
      issues: [{ path: 'destinations', message: `${short.place} has no night` }],
    })
  }
  const needed = destinations.length - 1
  const unasked = destinations.slice(0, -1).filter(({ nights }) => nights === undefined).length
  if (needed > total || unasked > total - asked) {
    throw new SojournError(
      'invalid_input',
      `${destinations.length} destinations need at least ${Math.max(needed, asked + unasked)} nights, but the trip has ${total}.`,
      {
        hint: 'Give later dates or fewer destinations.',
        issues: [{ path: 'destinations', message: 'too many for the dates' }],
      },
    )
  }
}

/** The stay a date belongs to: on the day of a transfer, the new one. */
export function stayOn(stays: readonly Stay[], date: string): Stay | undefined {
  return stays.findLast(({ arrive }) => arrive <= date) ?? stays[0]
}
