/** Requests that work on the first day, without a key or a network. */
export const examples = [
  'Plan 4 days in Lisbon from 12 May for two, budget 1500 euros, we like food and viewpoints',
  'Remind me to renew my passport next Friday at 9, p1',
  'A relaxed weekend in Vienna in March, museums and cafés',
]

/** The example requests as buttons that send them. */
export function Examples({ onPick }: { onPick(text: string): void }) {
  return (
    <ul aria-label="Example requests" className="flex flex-col gap-2">
      {examples.map((example) => (
        <li key={example}>
          <button
            type="button"
            onClick={() => onPick(example)}
            className="w-full rounded-xl border border-line bg-card px-3.5 py-2.5 text-left text-sm text-soft transition-colors duration-100 hover:border-accent hover:text-ink"
          >
            {example}
          </button>
        </li>
      ))}
    </ul>
  )
}
