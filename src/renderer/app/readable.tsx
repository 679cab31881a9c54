import { type Formats, useFormats } from './formats.ts'

/** A line of the journal with its dates as the user writes them: `Moved MAAT to Thu 13 May 2027`. */
export function readable(line: string, formats: Pick<Formats, 'shortDay'>): string {
  return line.replaceAll(/\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/g, (date) => {
    try {
      return formats.shortDay(date)
    } catch {
      return date
    }
  })
}

/** A line of the journal, for where no formats are at hand. */
export function Readable({ children }: { children: string }) {
  return readable(children, useFormats())
}
