interface SuggestionsProps {
  suggestions: readonly string[]
  onPick(text: string): void
}

/** What one may want to say next, or the choices where the assistant asks; a click says it. */
export function Suggestions({ suggestions, onPick }: SuggestionsProps) {
  return (
    <fieldset aria-label="Suggestions" className="min-w-0 flex flex-wrap gap-1.5 px-5 py-2">
      {suggestions.map((suggestion) => (
        <button
          key={suggestion}
          type="button"
          onClick={() => onPick(suggestion)}
          className="rounded-full border border-line-strong bg-card px-3 py-1 text-left text-sm text-soft transition-colors duration-100 hover:border-accent hover:text-ink"
        >
          {suggestion}
        </button>
      ))}
    </fieldset>
  )
}
