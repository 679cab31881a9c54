import { Bell, Coffee, type LucideIcon, Map as MapIcon } from 'lucide-react'

interface Example {
  icon: LucideIcon
  text: string
}

/** Requests that work on the first day, without a key or a network. */
const examples: Example[] = [
  { icon: MapIcon, text: 'Plan 4 days in Lisbon from 12 May for two, budget 1500 euros, we like food and viewpoints' },
  { icon: Coffee, text: 'A relaxed weekend in Vienna in March, museums and cafés' },
  { icon: Bell, text: 'Remind me to renew my passport next Friday at 9, p1' },
]

/** The example requests as buttons that send them. */
export function Examples({ onPick }: { onPick(text: string): void }) {
  return (
    <ul aria-label="Example requests" className="flex flex-col gap-2">
      {examples.map(({ icon: Icon, text }) => (
        <li key={text}>
          <button
            type="button"
            onClick={() => onPick(text)}
            className="group flex w-full items-start gap-3 rounded-xl border border-line bg-card px-3.5 py-2.5 text-left text-soft transition-colors duration-100 hover:border-accent hover:text-ink"
          >
            <Icon size={16} strokeWidth={1.8} className="mt-0.5 shrink-0 text-accent" aria-hidden />
            {text}
          </button>
        </li>
      ))}
    </ul>
  )
}
