import type { Summary } from './statistics.ts'

/** One line of the table. */
export interface Measure {
  what: string
  unit: 'ms' | 'MB'
  summary: Summary
  /** What is to be reached, and which figure is held against it; none for a peer or a figure beside. */
  limit?: { most: number; of: 'median' | 'p95' }
}

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))

/** Whether a measure keeps its limit; undefined where it has none. */
export function keepsLimit({ limit, summary }: Measure): boolean | undefined {
  return limit === undefined ? undefined : summary[limit.of] <= limit.most
}

/** The measures as a Markdown table, which reads well in a terminal too. */
export function tableOf(measures: readonly Measure[]): string {
  const rows = measures.map((measure) => {
    const { what, unit, summary, limit } = measure
    const kept = keepsLimit(measure)
    return [
      what,
      String(summary.runs),
      `${number(summary.median)} ${unit}`,
      `${number(summary.p95)} ${unit}`,
      limit === undefined ? '' : `${limit.of} ≤ ${limit.most} ${unit}`,
      kept === undefined ? '' : kept ? 'pass' : 'OVER',
    ]
  })
  const header = ['what', 'runs', 'median', 'p95', 'limit', '']
  const widths = header.map((name, column) => Math.max(3, name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => pad(cell, widths[column] ?? 0, column > 0 && column < 5)).join(' | ')} |`
  const rule = `|${widths.map((width, column) => `${'-'.repeat(width + 1)}${column > 0 && column < 5 ? ':' : '-'}`).join('|')}|`
  return [line(header), rule, ...rows.map(line)].join('\n')
}

const pad = (text: string, width: number, right: boolean) => (right ? text.padStart(width) : text.padEnd(width))
