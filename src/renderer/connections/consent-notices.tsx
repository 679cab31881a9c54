import { ShieldQuestion } from 'lucide-react'
import { type ConsentOnWire, listConsents } from '../../mcp/app/contract.ts'
import { navigate } from '../app/route.ts'
import { useTool } from '../app/tools.ts'
import { useView } from '../app/view-state.ts'
import { Button } from '../ui/button.tsx'
import { useConsentAnswer } from './consent-card.tsx'
import { nameOf } from './consent-words.ts'
import { useConsentsInView } from './consents-in-view.ts'

/** Goes to the card of a request, once the page that it stands on is there. */
function lookAt(consentId: string): void {
  navigate({ page: 'connections' })
  useView.getState().showPane('panel')
  setTimeout(() => {
    const card = document.getElementById(`consent-${consentId}`)
    card?.scrollIntoView({ block: 'start' })
    card?.focus({ preventScroll: true })
  }, 50)
}

function Notice({ consent }: { consent: ConsentOnWire }) {
  const { answered, answer } = useConsentAnswer(consent)
  return (
    <fieldset
      aria-label={`${nameOf(consent)} asks to use Sojourn`}
      className="rise pointer-events-auto w-full min-w-0 rounded-xl border border-accent bg-card px-3.5 py-3 shadow-float"
    >
      <p className="flex items-start gap-2 font-semibold">
        <ShieldQuestion size={17} className="mt-0.5 shrink-0 text-accent" aria-hidden />
        <span className="min-w-0 break-words">{nameOf(consent)} would like to use Sojourn</span>
      </p>
      <p className="mt-0.5 text-sm text-soft">
        That name is its own claim. Look at what it asks for before you let it in.
      </p>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => lookAt(consent.consent_id)}>
          Look at it
        </Button>
        <Button variant="plain" disabled={answered} onClick={() => void answer(false)}>
          Deny
        </Button>
      </div>
    </fieldset>
  )
}

/** Requests to connect whose cards are not on screen, wherever in the app one is: the latest three. */
export function ConsentNotices() {
  const { data } = useTool(listConsents, {})
  const inView = useConsentsInView((state) => state.ids)
  const elsewhere = data?.consents.filter(({ consent_id }) => !inView.has(consent_id)) ?? []
  return elsewhere.slice(0, 3).map((consent) => <Notice key={consent.consent_id} consent={consent} />)
}
