import { CopyButton } from './copy-button.tsx'

/** Text to be put somewhere else, as it is, with a button that copies it. */
export function Snippet({ label, text }: { label: string; text: string }) {
  return (
    <div className="relative">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-72 overflow-auto rounded-lg bg-sunk p-3 pr-24"
      >
        <pre className="text-xs select-text">{text}</pre>
      </section>
      <div className="absolute top-1.5 right-1.5">
        <CopyButton text={text} what={label} />
      </div>
    </div>
  )
}
