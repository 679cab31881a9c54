import { MessagesSquare, PanelLeftClose, SquarePen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { getStatus } from '../../mcp/app/contract.ts'
import { showFailure } from '../app/action.tsx'
import { useHost } from '../app/host.ts'
import { useRoute } from '../app/route.ts'
import { errorBody, useTool } from '../app/tools.ts'
import { chatPaneOf } from '../app/use-chat-open.ts'
import { useWide } from '../app/use-wide.ts'
import { useView } from '../app/view-state.ts'
import { Examples } from '../home/examples.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Empty, Failure, Loading } from '../ui/notice.tsx'
import { ConversationApprovals } from './approval-stack.tsx'
import { Composer } from './composer.tsx'
import { ConversationList } from './conversation-list.tsx'
import { MessageView } from './message-view.tsx'
import { Suggestions } from './suggestions.tsx'
import { useAtEnd } from './use-at-end.ts'
import { useConversation, useSend } from './use-conversation.ts'

function Header({ title, listOpen, onList }: { title: string; listOpen: boolean; onList(): void }) {
  const { data: status } = useTool(getStatus, {})
  const { page } = useRoute()
  const wide = useWide()
  const Heading = wide ? 'h2' : 'h1'
  const openConversation = useView((state) => state.openConversation)
  const fold = useView((state) => state.fold)
  return (
    <header className="flex items-center gap-1 px-4 pt-3 pb-2 pl-5">
      <div className="min-w-0 flex-1">
        <Heading className="truncate text-sm font-semibold">{title}</Heading>
        <p className="truncate text-xs text-soft">
          {status === undefined || status.model.built_in ? 'Built-in assistant' : status.model.name}
        </p>
      </div>
      <IconButton icon={SquarePen} label="New conversation" onClick={() => openConversation(null)} />
      <IconButton icon={MessagesSquare} label="Conversations" aria-pressed={listOpen} onClick={onList} />
      {wide && (
        <IconButton icon={PanelLeftClose} label="Hide the conversation" onClick={() => fold(chatPaneOf(page), true)} />
      )}
    </header>
  )
}

/** The conversation: messages as they are written, what waits for a word, suggestions, and where one writes. */
export function ConversationPane() {
  const host = useHost()
  const route = useRoute()
  const { conversationId, query, messages, answering } = useConversation()
  const openConversation = useView((state) => state.openConversation)
  const send = useSend()
  const [listOpen, setListOpen] = useState(false)
  const { log, onScroll, toEnd } = useAtEnd(messages, !listOpen)

  const gone = query.isError && errorBody(query.error).kind === 'not_found'
  useEffect(() => {
    if (gone) openConversation(null)
  }, [gone, openConversation])

  const stop = () => {
    if (conversationId !== null) host.stop(conversationId).catch(showFailure)
  }
  const say = async (text: string) => {
    toEnd()
    return send(text)
  }
  const last = messages.at(-1)
  return (
    <section aria-label="Conversation" className="flex min-h-0 flex-1 flex-col">
      <Header
        title={query.data?.title ?? (conversationId === null ? 'New conversation' : 'Conversation')}
        listOpen={listOpen}
        onList={() => setListOpen(!listOpen)}
      />
      {listOpen ? (
        <ConversationList onOpen={() => setListOpen(false)} />
      ) : (
        <>
          <div
            ref={log}
            role="log"
            aria-label="Transcript"
            aria-live="polite"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            onScroll={onScroll}
            className="flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto px-5 py-2 -outline-offset-2"
          >
            {query.isLoading && messages.length === 0 && <Loading label="Loading the conversation" />}
            {query.isError && !gone && messages.length === 0 && (
              <Failure error={query.error} onRetry={() => void query.refetch()} />
            )}
            {conversationId === null && (
              <Empty icon={MessagesSquare} title="What would you like to do?" className="my-auto py-4">
                <p className="mb-3">Plan a trip, change this one, add a task, ask about money, time or places.</p>
                <Examples onPick={(text) => void say(text)} />
              </Empty>
            )}
            {messages.map((message) => (
              <MessageView key={message.message_id} message={message} />
            ))}
            {(last?.status === 'interrupted' || last?.status === 'failed') && (
              <Button className="self-start" onClick={() => void say(lastRequest(messages) ?? 'Continue')}>
                Send again
              </Button>
            )}
            <ConversationApprovals conversationId={conversationId} />
          </div>
          {last !== undefined && last.status !== 'streaming' && last.suggestions.length > 0 && (
            <Suggestions suggestions={last.suggestions} onPick={(text) => void say(text)} />
          )}
          <div className="px-4 pt-1 pb-4 short:pb-2">
            <Composer
              tripId={route.page === 'trip' ? route.tripId : undefined}
              answering={answering}
              onSend={say}
              onStop={stop}
            />
          </div>
        </>
      )}
    </section>
  )
}

function lastRequest(messages: ReturnType<typeof useConversation>['messages']): string | undefined {
  const request = messages.findLast((message) => message.role === 'user')
  return request?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}
