import { ShieldQuestion } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { answerConsent, type ConsentOnWire } from '../../mcp/app/contract.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/notice.tsx'
import { consentFacts, nameOf, staysHere } from './consent-words.ts'
import { useConsentsInView } from './consents-in-view.ts'
import { ScopeSwitches } from './scope-switches.tsx'

/** For how long a card that has just appeared takes no answer, in milliseconds: a press may have been meant for another. */
const settling = 600

/** A program that asks to be let in: what is known of it, what it may do, each switchable, and the answer. */
export function ConsentCard({ consent }: { consent: ConsentOnWire }) {
  const formats = useFormats()
  const act = useAction()
  const [answered, setAnswered] = useState(false)
  const [settled, setSettled] = useState(false)
  const card = useRef<HTMLFieldSetElement>(null)
  const { consent_id } = consent
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settling)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (card.current !== null) return useConsentsInView.getState().watch(consent_id, card.current)
  }, [consent_id])
  const [on, setOn] = useState(() => consent.scopes.filter((choice) => choice.on).map((choice) => choice.scope))
  const answer = async (allow: boolean) => {
    setAnswered(true)
    const done = await act(
      answerConsent,
      { consent_id, allow, ...(allow && { scopes: on }) },
      { done: allow ? `${nameOf(consent)} is let in` : `${nameOf(consent)} was not let in` },
    )
    if (done === undefined) setAnswered(false)
  }
  return (
    <fieldset
      ref={card}
      id={`consent-${consent_id}`}
      tabIndex={-1}
      aria-label={`${nameOf(consent)} asks to use Sojourn`}
      className="rise w-full min-w-0 rounded-xl border border-accent bg-card px-5 py-4 outline-none"
    >
      <h2 className="flex items-center gap-2 text-md font-semibold">
        <ShieldQuestion size={18} className="shrink-0 text-accent" aria-hidden />
        <span className="min-w-0 break-words">Let {nameOf(consent)} use Sojourn?</span>
      </h2>
      <p className="mt-0.5 text-soft">
        It asks to work with what you keep here. Say yes only if you have just started this yourself.
      </p>
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-sm">
        {consentFacts(consent).map(([term, fact]) => (
          <div key={term} className="contents">
            <dt className="text-soft">{term}</dt>
            <dd className="break-words">{fact}</dd>
          </div>
        ))}
        <dt className="text-soft">Ends</dt>
        <dd>at {formats.clock(consent.expires_at)}, if it is not answered</dd>
      </dl>
      {!staysHere(consent) && (
        <Callout tone="warning" className="mt-3">
          The answer leaves this computer, for {consent.answers_to}. Go on only if you know that site.
        </Callout>
      )}
      <h3 className="mt-4 mb-1 text-sm font-semibold">It may</h3>
      <ScopeSwitches
        wide
        offered={consent.scopes.map((choice) => choice.scope)}
        on={on}
        disabled={answered}
        onChange={setOn}
      />
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <Button variant="primary" disabled={answered || !settled || on.length === 0} onClick={() => void answer(true)}>
          Allow
        </Button>
        <Button disabled={answered || !settled} onClick={() => void answer(false)}>
          Deny
        </Button>
        {on.length === 0 && <span className="text-sm text-soft">With everything off there is nothing to allow.</span>}
      </div>
      <p className="mt-3 text-sm text-soft">
        Deleting, acting outside Sojourn and paying still ask you each time, unless you change that below afterwards.
      </p>
    </fieldset>
  )
}
