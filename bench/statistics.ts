/** What was measured of one thing: as often as it was repeated, in milliseconds or MB. */
export interface Summary {
  runs: number
  median: number
  p95: number
}

/** The value below which the given part of the values lies, by the nearest rank. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(part * sorted.length))
  return sorted[rank - 1] ?? Number.NaN
}

export function summaryOf(values: readonly number[]): Summary {
  return { runs: values.length, median: quantile(values, 0.5), p95: quantile(values, 0.95) }
}

/** How long each of `runs` runs takes, one after the other, in milliseconds. */
export async function timed(runs: number, work: (run: number) => unknown): Promise<number[]> {
  const values: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    await work(run)
    values.push(performance.now() - started)
  }
  return values
}
