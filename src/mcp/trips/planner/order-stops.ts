import { type Candidate, isSight, type OrderedDay } from './candidate.ts'
import type { DayShape } from './day-shape.ts'
import { FitDay } from './fit-day.ts'
import { insertedAt, neighbourOrders } from './neighbour-orders.ts'
import { minutesMatrix } from './travel-times.ts'

/** How many rounds of improvement at most; each is a few milliseconds. */
const rounds = 4

/**
 * Chooses and orders stops for the days of one stay: the team orienteering problem with time windows, solved by seeding
 * (far-apart musts first, so that each day gets an area), greedy insertion by score² over added time, then Or-opt, 2-opt,
 * moves, exchanges and replacements between days until nothing gets better. No randomness: equal input, equal plan.
 * This is the place that the full solver takes over.
 */
export function orderStops(candidates: readonly Candidate[], days: readonly DayShape[]): OrderedDay[] {
  const search = new Search(candidates, days)
  search.seed()
  search.insertAll()
  for (let round = 0; round < rounds; round += 1) {
    const better = [search.reorder(), search.relocate(), search.exchange(), search.replace()].some(Boolean)
    search.insertAll()
    if (!better) break
  }
  search.topUp()
  search.reorder()
  return search.result()
}

/**
 * How many stops each day gets: its aim, or, where there are fewer places than that, a fair share (largest remainder,
 * earlier days first).
 */
export function fairShares(aims: readonly number[], available: number): number[] {
  const wanted = aims.reduce((sum, aim) => sum + aim, 0)
  if (available >= wanted) return [...aims]
  const exact = aims.map((aim) => (aim * available) / wanted)
  const shares = exact.map(Math.floor)
  const left = available - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = exact
    .map((share, day) => ({ day, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.day - b.day)
  for (const { day } of byRemainder.slice(0, left)) shares[day] = (shares[day] ?? 0) + 1
  return shares
}

class Search {
  readonly #candidates: readonly Candidate[]
  readonly #days: readonly DayShape[]
  readonly #fit: FitDay
  readonly #matrix: Uint16Array
  readonly #shares: number[]
  #routes: number[][]
  #costs: number[]
  #free: Set<number>

  constructor(candidates: readonly Candidate[], days: readonly DayShape[]) {
    this.#candidates = candidates
    this.#days = days
    this.#matrix = minutesMatrix(candidates.map(({ point }) => point))
    this.#fit = new FitDay(candidates, days, this.#matrix)
    this.#routes = days.map((_, day) => pinnedOn(candidates, day))
    this.#costs = this.#routes.map((route, day) => this.#fit.cost(day, route))
    const free = candidates.flatMap((candidate, index) => (candidate.pinned === undefined ? [index] : []))
    this.#free = new Set(free)
    const room = days.map(({ aim }, day) => Math.max(0, aim - this.#sights(day)))
    const supply = Math.floor(free.reduce((sum, index) => sum + loadOf(candidates[index]), 0))
    this.#shares = fairShares(room, supply).map((share, day) => share + this.#sights(day))
  }

  /** Gives every empty day a first stop: worth much, and far from those of the other days. */
  seed(): void {
    const seeds = this.#routes.flat().filter((index) => isSight(this.#candidates[index]?.category))
    const order = this.#days.map((_, day) => day).sort((a, b) => this.#room(b) - this.#room(a) || a - b)
    for (const day of order) {
      if (this.#room(day) <= 0 || this.#sights(day) > 0) continue
      let best: { index: number; position: number; value: number } | undefined
      for (const index of this.#free) {
        const insertion = this.#bestInsertion(this.#route(day), day, index)
        if (insertion === undefined) continue
        const apart = Math.min(40, ...seeds.map((seed) => this.#between(seed, index)))
        const value = this.#score(index) * (10 + apart)
        if (best === undefined || value > best.value) best = { index, position: insertion.position, value }
      }
      if (best === undefined) continue
      this.#set(day, insertedAt(this.#route(day), best.position, best.index))
      this.#free.delete(best.index)
      seeds.push(best.index)
    }
  }

  /** Inserts free candidates where score² per added minute is best, until every day has its share. */
  insertAll(
    most: (day: number) => number = (day) => this.#shares[day] ?? 0,
    costliest = Number.POSITIVE_INFINITY,
  ): void {
    const known = new Map<number, { position: number; added: number } | undefined>()
    const slot = (index: number, day: number) => index * this.#days.length + day
    for (;;) {
      let best: { index: number; day: number; position: number; value: number } | undefined
      for (const index of this.#free) {
        for (let day = 0; day < this.#days.length; day += 1) {
          if (!this.#holds(day, index, most(day))) continue
          const key = slot(index, day)
          if (!known.has(key)) known.set(key, this.#bestInsertion(this.#route(day), day, index))
          const insertion = known.get(key)
          if (insertion === undefined || insertion.added > costliest) continue
          const effort = Math.max(1, insertion.added + 12) + (this.#candidates[index]?.minutes ?? 60) * 0.12
          const value = this.#score(index) ** 2 / effort
          if (best === undefined || value > best.value) best = { index, day, position: insertion.position, value }
        }
      }
      if (best === undefined) return
      this.#set(best.day, insertedAt(this.#route(best.day), best.position, best.index))
      this.#free.delete(best.index)
      for (const index of this.#free) known.delete(slot(index, best.day))
    }
  }

  /** Where a day has room and something is not far, it gets more than its aim. */
  topUp(): void {
    this.insertAll((day) => this.#days[day]?.most ?? 0, 30)
  }

  /** Or-opt and 2-opt inside each day: moves one stop, or reverses a stretch. */
  reorder(): boolean {
    let better = false
    this.#routes.forEach((_, day) => {
      for (let improved = true; improved; ) {
        improved = false
        const route = this.#route(day)
        for (const other of neighbourOrders(route)) {
          const cost = this.#fit.cost(day, other)
          if (cost < (this.#costs[day] ?? 0) - 0.5) {
            this.#set(day, other, cost)
            improved = true
            better = true
            break
          }
        }
      }
    })
    return better
  }

  /** Moves a stop to another day with room where that makes both together shorter. */
  relocate(): boolean {
    let better = false
    for (let from = 0; from < this.#days.length; from += 1) {
      for (const index of [...this.#route(from)]) {
        if (this.#candidates[index]?.pinned !== undefined) continue
        const without = this.#route(from).filter((other) => other !== index)
        const saved = (this.#costs[from] ?? 0) - this.#fit.cost(from, without)
        if (!(saved > 1)) continue
        let best: { day: number; position: number; added: number } | undefined
        for (let day = 0; day < this.#days.length; day += 1) {
          if (
            day === from ||
            !this.#holds(day, index, this.#shares[day] ?? 0) ||
            this.#sights(from) <= this.#sights(day)
          )
            continue
          const insertion = this.#bestInsertion(this.#route(day), day, index)
          if (insertion === undefined || insertion.added >= saved - 1) continue
          if (best === undefined || insertion.added < best.added) best = { day, ...insertion }
        }
        if (best === undefined) continue
        this.#set(from, without)
        this.#set(best.day, insertedAt(this.#route(best.day), best.position, index))
        better = true
      }
    }
    return better
  }

  /** Exchanges stops of two days where that makes both together shorter. */
  exchange(): boolean {
    let better = false
    for (let first = 0; first < this.#days.length; first += 1) {
      for (let second = first + 1; second < this.#days.length; second += 1) {
        for (const a of [...this.#route(first)]) {
          for (const b of [...this.#route(second)]) {
            if (this.#exchangeOne(first, second, a, b)) {
              better = true
              break
            }
          }
        }
      }
    }
    return better
  }

  #exchangeOne(first: number, second: number, a: number, b: number): boolean {
    if (this.#candidates[a]?.pinned !== undefined || this.#candidates[b]?.pinned !== undefined) return false
    const firstRest = this.#route(first).filter((index) => index !== a)
    const secondRest = this.#route(second).filter((index) => index !== b)
    const nearest = (index: number, rest: number[]) => Math.min(60, ...rest.map((other) => this.#between(index, other)))
    if (nearest(b, firstRest) + nearest(a, secondRest) >= nearest(a, firstRest) + nearest(b, secondRest)) return false
    const intoFirst = this.#bestInsertion(firstRest, first, b)
    if (intoFirst === undefined) return false
    const intoSecond = this.#bestInsertion(secondRest, second, a)
    if (intoSecond === undefined) return false
    const before = (this.#costs[first] ?? 0) + (this.#costs[second] ?? 0)
    const firstOrder = insertedAt(firstRest, intoFirst.position, b)
    const secondOrder = insertedAt(secondRest, intoSecond.position, a)
    const firstCost = this.#fit.cost(first, firstOrder)
    const secondCost = this.#fit.cost(second, secondOrder)
    if (!(firstCost + secondCost < before - 1)) return false
    this.#set(first, firstOrder, firstCost)
    this.#set(second, secondOrder, secondCost)
    return true
  }

  /** Puts a free candidate in the place of one that is worth clearly less, where the day hardly gets longer. */
  replace(): boolean {
    let better = false
    for (const index of [...this.#free]) {
      let best: { day: number; out: number; order: number[]; gain: number } | undefined
      for (let day = 0; day < this.#days.length; day += 1) {
        for (const out of this.#route(day)) {
          const gained = this.#score(index) - this.#score(out)
          if (this.#candidates[out]?.pinned !== undefined || gained < 0.5) continue
          const rest = this.#route(day).filter((other) => other !== out)
          const insertion = this.#bestInsertion(rest, day, index)
          if (insertion === undefined) continue
          const order = insertedAt(rest, insertion.position, index)
          const gain = gained * 8 - (this.#fit.cost(day, order) - (this.#costs[day] ?? 0))
          if (gain > 1 && (best === undefined || gain > best.gain)) best = { day, out, order, gain }
        }
      }
      if (best === undefined) continue
      this.#set(best.day, best.order)
      this.#free.delete(index)
      this.#free.add(best.out)
      better = true
    }
    return better
  }

  result(): OrderedDay[] {
    return this.#routes.map((route, day) => this.#fit.ordered(day, route))
  }

  #bestInsertion(route: number[], day: number, index: number): { position: number; added: number } | undefined {
    if ((this.#candidates[index]?.windows[day]?.length ?? 0) === 0) return undefined
    const base = this.#fit.cost(day, route)
    let best: { position: number; added: number } | undefined
    for (let position = 0; position <= route.length; position += 1) {
      const added = this.#fit.cost(day, insertedAt(route, position, index)) - base
      if (added < 1000 && (best === undefined || added < best.added)) best = { position, added }
    }
    return best
  }

  #route(day: number): number[] {
    return this.#routes[day] ?? []
  }

  #set(day: number, route: number[], cost = this.#fit.cost(day, route)): void {
    this.#routes[day] = route
    this.#costs[day] = cost
  }

  /** How full a day is, in sights. */
  #sights(day: number): number {
    return this.#route(day).reduce((sum, index) => sum + loadOf(this.#candidates[index]), 0)
  }

  #holds(day: number, index: number, most: number): boolean {
    const full = this.#sights(day)
    return full < most && full + loadOf(this.#candidates[index]) <= most + 0.5
  }

  #room(day: number): number {
    return (this.#shares[day] ?? 0) - this.#sights(day)
  }

  #score(index: number): number {
    return this.#candidates[index]?.score ?? 0
  }

  #between(a: number, b: number): number {
    return this.#matrix[a * this.#candidates.length + b] ?? 0
  }
}

/** How much of a day a stop takes, in sights: a glance counts half, a long visit one and a half. */
function loadOf(candidate: Candidate | undefined): number {
  if (candidate === undefined || !isSight(candidate.category)) return 0
  if (candidate.minutes <= 30) return 0.5
  return candidate.minutes > 150 ? 1.5 : 1
}

function pinnedOn(candidates: readonly Candidate[], day: number): number[] {
  return candidates
    .flatMap((candidate, index) =>
      candidate.pinned?.day === day ? [{ index, start: candidate.pinned.start ?? 720 }] : [],
    )
    .sort((a, b) => a.start - b.start || a.index - b.index)
    .map(({ index }) => index)
}
