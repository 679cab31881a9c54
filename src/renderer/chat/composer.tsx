import { ArrowUp, Map as MapIcon, Square } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { getTrip } from '../../mcp/trips/contract.ts'
import { useTool } from '../app/tools.ts'
import { Tip } from '../ui/button.tsx'
import { cx } from '../ui/class-names.ts'
import { Explained } from '../ui/estimate.tsx'

interface ComposerProps {
  /** The trip on screen: what “it” may mean. */
  tripId?: string | undefined
  answering: boolean
  large?: boolean
  onSend(text: string): Promise<boolean>
  onStop?(): void
}

const longest = 100_000

function TripName({ tripId }: { tripId: string }) {
  const { data: trip } = useTool(getTrip, { trip_id: tripId })
  if (trip === undefined) return null
  return (
    <Explained text="The assistant knows which trip you are looking at" className="min-w-0 truncate">
      <MapIcon size={15} aria-hidden className="mr-1.5 inline align-[-3px]" />
      {trip.title}
    </Explained>
  )
}

/** Where a message is written. Enter sends, Shift+Enter makes a new line. */
export function Composer({ tripId, answering, large = false, onSend, onStop }: ComposerProps) {
  const [text, setText] = useState('')
  const [sending, setSending] = useState(false)
  const empty = text.trim() === ''

  const send = async () => {
    if (empty || sending || answering) return
    setSending(true)
    const draft = text
    setText('')
    const sent = await onSend(draft.trim())
    if (!sent) setText(draft)
    setSending(false)
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur()
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      className="rounded-[14px] border border-line-strong bg-card shadow-float focus-within:border-accent"
    >
      <label htmlFor="message" className="sr-only">
        Message
      </label>
      <textarea
        id="message"
        value={text}
        rows={large ? 2 : 1}
        maxLength={longest}
        placeholder="Ask, plan, or add a task…"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        className={cx(
          'block field-sizing-content max-h-48 w-full resize-none rounded-[14px] bg-transparent px-3.5 pt-3 pb-1 outline-none',
          large && 'text-md',
        )}
      />
      <div className="flex items-center justify-between gap-3 px-2 pb-2 pl-3.5 text-sm text-soft">
        <span className="flex min-w-0 flex-1">{tripId !== undefined && <TripName tripId={tripId} />}</span>
        <span className="text-xs text-faint">{answering ? 'Answering…' : 'Enter to send'}</span>
        {answering ? (
          <Tip text="Stop">
            <button
              type="button"
              aria-label="Stop"
              onClick={onStop}
              className="grid size-8 place-items-center rounded-lg border border-line-strong text-ink hover:bg-hover"
            >
              <Square size={13} fill="currentColor" aria-hidden />
            </button>
          </Tip>
        ) : (
          <Tip text="Send">
            <button
              type="submit"
              aria-label="Send"
              disabled={empty || sending}
              className="grid size-8 place-items-center rounded-lg bg-accent text-on-accent disabled:bg-sunk disabled:text-faint"
            >
              <ArrowUp size={17} aria-hidden />
            </button>
          </Tip>
        )}
      </div>
    </form>
  )
}
