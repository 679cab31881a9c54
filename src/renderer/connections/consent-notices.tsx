import { ShieldQuestion } from 'lucide-react'
import { type ConsentOnWire, listConsents } from '../../mcp/app/contract.ts'
import { navigate } from '../app/route.ts'
import { useTool } from '../app/tools.ts'
import { useView } from '../app/view-state.ts'
import { Button } from '../ui/button.tsx'
import { useConsentAnswer } from './consent-card.tsx'
import { nameOf } from './consent-words.ts'

function Notice({ consent }: { consent: ConsentOnWire }) {
  const { answered, answer } = useConsentAnswer(consent)
  const showPane = useView((state) => state.showPane)
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
        <Button
          variant="primary"
          onClick={() => {
            navigate({ page: 'connections' })
            showPane('panel')
          }}
        >
          Look at it
        </Button>
        <Button variant="plain" disabled={answered} onClick={() => void answer(false)}>
          Deny
        </Button>
      </div>
    </fieldset>
  )
}

/** Requests to connect, wherever in the app one is. The latest three; all of them stand on the Connections page. */
export function ConsentNotices() {
  const { data } = useTool(listConsents, {})
  return data?.consents.slice(0, 3).map((consent) => <Notice key={consent.consent_id} consent={consent} />)
}
