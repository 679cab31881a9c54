import type { ReactNode } from 'react'
import { listApprovals } from '../../mcp/app/contract.ts'
import { useTool } from '../app/tools.ts'
import { useChatOpen } from '../app/use-chat-open.ts'
import { useWide } from '../app/use-wide.ts'
import { useView } from '../app/view-state.ts'
import { ApprovalCard } from './approval-card.tsx'

function useWaiting() {
  const { data } = useTool(listApprovals, { status: 'waiting' }, { everyMs: 60_000 })
  return data?.approvals ?? []
}

/** What waits for the user's word in this conversation. */
export function ConversationApprovals({ conversationId }: { conversationId: string | null }) {
  const waiting = useWaiting().filter((approval) => approval.conversation_id === conversationId)
  return waiting.map((approval) => <ApprovalCard key={approval.approval_id} approval={approval} />)
}

/** Everything else that waits: of clients, and of conversations that are not on screen; and what else asks for a word. */
export function ApprovalStack({ children }: { children?: ReactNode }) {
  const wide = useWide()
  const chatOpen = useChatOpen()
  const conversationId = useView((state) => state.conversationId)
  const narrowPane = useView((state) => state.narrowPane)
  const onScreen = wide ? chatOpen : narrowPane === 'conversation'
  const waiting = useWaiting().filter(
    (approval) => !onScreen || approval.conversation_id === undefined || approval.conversation_id !== conversationId,
  )
  return (
    <div
      aria-live="assertive"
      className="pointer-events-none fixed right-4 bottom-4 z-40 flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-3"
    >
      {waiting.slice(0, 3).map((approval) => (
        <div key={approval.approval_id} className="pointer-events-auto">
          <ApprovalCard approval={approval} />
        </div>
      ))}
      {children}
    </div>
  )
}
