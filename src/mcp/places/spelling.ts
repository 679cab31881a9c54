/**
 * How many letters must be changed, added, left out or swapped with their neighbour to turn `a` into `b` (optimal
 * string alignment distance), or `limit + 1` when it is more than `limit`.
 */
export function spellingDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let best = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(cost)
      best = Math.min(best, cost)
    }
    if (best > limit) return limit + 1
    beforeLast = last
    last = row
  }
  return Math.min(last[b.length] ?? 0, limit + 1)
}

/**
 * How many slips are forgiven in a name of this length: none below five letters, one below ten, then two. Stricter
 * than usual on purpose, so that a place that does not exist (Atlantis) does not become one that does (Atlanta).
 */
export function slipsAllowed(length: number): number {
  if (length < 5) return 0
  return length < 10 ? 1 : 2
}
