/** How calls of a tool went, since the program started. */
export interface ToolSummary {
  tool: string
  calls: number
  /** By kind of error. */
  errors: Record<string, number>
  /** Milliseconds; percentiles are upper bounds of the histogram's bucket, at most the maximum. */
  latency: { mean: number; p50: number; p95: number; p99: number; max: number }
}

/** Bucket bounds in milliseconds: about a quarter apart, from 0.1 ms to two minutes. */
const bounds: readonly number[] = Array.from({ length: 64 }, (_, index) => Number((0.1 * 1.25 ** index).toPrecision(3)))

interface Histogram {
  counts: number[]
  calls: number
  total: number
  max: number
  errors: Map<string, number>
}

/** Counters and latency histograms in memory, a fixed size for each tool. */
export class ToolMetrics {
  readonly #tools = new Map<string, Histogram>()

  /**
   * Counts one call.
   * @param outcome `ok` or the kind of its error
   */
  observe(tool: string, milliseconds: number, outcome: string): void {
    let histogram = this.#tools.get(tool)
    if (histogram === undefined) {
      histogram = { counts: bounds.map(() => 0), calls: 0, total: 0, max: 0, errors: new Map() }
      this.#tools.set(tool, histogram)
    }
    const bucket = bounds.findIndex((bound) => milliseconds <= bound)
    if (bucket !== -1) histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1
    histogram.calls += 1
    histogram.total += milliseconds
    histogram.max = Math.max(histogram.max, milliseconds)
    if (outcome !== 'ok') histogram.errors.set(outcome, (histogram.errors.get(outcome) ?? 0) + 1)
  }

  /** Every tool that was called, by name. */
  summary(): ToolSummary[] {
    const byName = [...this.#tools].sort(([one], [other]) => (one < other ? -1 : 1))
    return byName.map(([tool, histogram]) => ({
      tool,
      calls: histogram.calls,
      errors: Object.fromEntries(histogram.errors),
      latency: {
        mean: histogram.total / histogram.calls,
        p50: percentile(histogram, 0.5),
        p95: percentile(histogram, 0.95),
        p99: percentile(histogram, 0.99),
        max: histogram.max,
      },
    }))
  }

  /** The histogram of a tool, for Prometheus: how many calls took at most so many milliseconds, cumulated. */
  buckets(tool: string): { atMost: number; calls: number }[] {
    let calls = 0
    const counts = this.#tools.get(tool)?.counts ?? []
    return bounds.map((atMost, index) => {
      calls += counts[index] ?? 0
      return { atMost, calls }
    })
  }
}

/** The smallest bound that at least this share of the calls kept to. */
function percentile({ counts, calls, max }: Histogram, share: number): number {
  let seen = 0
  for (const [index, bound] of bounds.entries()) {
    seen += counts[index] ?? 0
    if (seen >= share * calls) return Math.min(bound, max)
  }
  return max
}
