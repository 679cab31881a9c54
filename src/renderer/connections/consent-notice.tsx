import { useQueryClient } from '@tanstack/react-query'
import { ShieldQuestion } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type ConsentOnWire, listConsents } from '../../mcp/app/contract.ts'
import { navigate } from '../app/route.ts'
import { useTool } from '../app/tools.ts'
import { useView } from '../app/view-state.ts'
import { Button } from '../ui/button.tsx'
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

/** Reads the requests again when the next of them has ended: nobody tells of that. */
function useReadWhenEnded(consents: readonly Pick<ConsentOnWire, 'expires_at'>[] | undefined): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (consents === undefined || consents.length === 0) return
    const soonest = Math.min(...consents.map(({ expires_at }) => Date.parse(expires_at)))
    const timer = setTimeout(
      () => void queries.invalidateQueries({ queryKey: [listConsents.name] }),
      Math.max(0, soonest - Date.now()) + 1000,
    )
    return () => clearTimeout(timer)
  }, [consents, queries])
}

/**
 * Says, wherever in the app one is, that assistants ask to be let in: one notice for all of them, until it is put off or a
 * card of theirs is on screen. It gives no leave itself.
 */
export function ConsentNotice() {
  const { data } = useTool(listConsents, {})
  useReadWhenEnded(data?.consents)
  const seen = useConsentsInView((state) => state.ids.size > 0)
  const [putOff, setPutOff] = useState<ReadonlySet<string>>(new Set())
  const waiting = data?.consents.filter(({ consent_id }) => !putOff.has(consent_id)) ?? []
  const [latest, ...others] = waiting
  if (latest === undefined || seen) return null
  const title =
    others.length === 0
      ? `${nameOf(latest)} would like to use Sojourn`
      : `${nameOf(latest)} and ${others.length} more would like to use Sojourn`
  return (
    <fieldset
      aria-label={title}
      className="rise pointer-events-auto w-full min-w-0 rounded-xl border border-accent bg-card px-3.5 py-3 shadow-float"
    >
      <p className="flex items-start gap-2 font-semibold">
        <ShieldQuestion size={17} className="mt-0.5 shrink-0 text-accent" aria-hidden />
        <span className="min-w-0 break-words">{title}</span>
      </p>
      <p className="mt-0.5 text-sm text-soft">
        {others.length === 0 ? 'That name is its own claim.' : 'Those names are their own claims.'} Look before you let
        anything in.
      </p>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => lookAt(latest.consent_id)}>
          Look at it
        </Button>
        <Button variant="plain" onClick={() => setPutOff(new Set(data?.consents.map(({ consent_id }) => consent_id)))}>
          Later
        </Button>
      </div>
    </fieldset>
  )
}
