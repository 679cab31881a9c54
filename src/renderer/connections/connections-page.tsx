import { listConsents } from '../../mcp/app/contract.ts'
import { useTool } from '../app/tools.ts'
import { Failure } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { AssistantsSection } from './assistants-section.tsx'
import { BridgeStopped, BridgeSwitch } from './bridge-switch.tsx'
import { ClientsSection, TokensSection } from './clients-section.tsx'
import { ConsentCard } from './consent-card.tsx'
import { SnippetsSection } from './snippets-section.tsx'

/** The oldest first, so that one which arrives moves no button of another. */
function WaitingConsents() {
  const { data, error, refetch } = useTool(listConsents, {})
  return (
    <div aria-live="polite" className="flex flex-col gap-4 empty:hidden [&:not(:empty)]:pb-6">
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.consents.toReversed().map((consent) => (
        <ConsentCard key={consent.consent_id} consent={consent} />
      ))}
    </div>
  )
}

/** Assistants and scripts: who asks, who was let in and how far, and the switch over all of them. */
export function ConnectionsPage() {
  return (
    <>
      <PageHead
        title="Connections"
        meta={<span>Your assistants, with Sojourn’s tools: every change can be seen and undone</span>}
      >
        <BridgeSwitch />
      </PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto px-7 pb-16">
        <div className="max-w-4xl">
          <BridgeStopped className="[&:not(:empty)]:pb-5" />
          <WaitingConsents />
          <AssistantsSection />
          <ClientsSection />
          <TokensSection />
          <SnippetsSection />
        </div>
      </div>
    </>
  )
}
