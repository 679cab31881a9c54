import { type Scope, scopes } from '../../../shared/tool.ts'
import type { Consent, Consents } from '../../clients/consents.ts'
import { redirectPlace } from '../../clients/redirect-uris.ts'
import type { OfferedScope } from './consent-page.ts'

/** A waiting request with what the owner chooses from. */
export interface WaitingConsent {
  consent: Consent
  offered: readonly OfferedScope[]
  /** Where the answer goes, in words. */
  answersTo: string
}

/** What waits for the owner, for the app's own window. */
export interface ConsentDesk {
  list(): Promise<WaitingConsent[]>
  /** @throws SojournError `not_found`, `conflict` */
  answer(consentId: string, allow: boolean, granted?: readonly Scope[]): Promise<Consent>
}

/** @param offeredScopes what a request lets the owner choose from */
export function createConsentDesk(
  consents: Consents,
  offeredScopes: (consent: Consent) => readonly OfferedScope[],
): ConsentDesk {
  const waiting = async (): Promise<WaitingConsent[]> =>
    (await consents.waiting()).map((consent) => ({
      consent,
      offered: offeredScopes(consent),
      answersTo: redirectPlace(consent.redirect_uri),
    }))
  return {
    list: waiting,
    async answer(consentId, allow, granted) {
      if (!allow) return consents.answer(consentId, { allow: false })
      const found = (await waiting()).find(({ consent }) => consent.consent_id === consentId)
      const offered = found?.offered ?? []
      const on = scopes.filter((scope) =>
        offered.some(
          (choice) => choice.scope === scope && (granted === undefined ? choice.on : granted.includes(scope)),
        ),
      )
      return consents.answer(consentId, { allow: true, scopes: on })
    },
  }
}
