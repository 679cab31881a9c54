import { cx } from '../ui/class-names.ts'

/** What changes in a file: lines that begin with `+`, `-` or two spaces. */
export function DifferenceView({ label, difference }: { label: string; difference: string }) {
  const lines = difference.replace(/\n$/, '').split('\n')
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-[34dvh] overflow-auto rounded-lg border border-line bg-sunk py-2"
    >
      <pre className="w-max min-w-full text-xs leading-5 select-text">
        {lines.map((line, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other identity
            key={index}
            className={cx(
              'block px-3',
              line.startsWith('+') && 'bg-accent-soft text-accent',
              line.startsWith('-') && 'bg-red-soft text-red',
            )}
          >
            {line === '' ? ' ' : line}
          </span>
        ))}
      </pre>
    </section>
  )
}
