import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { getConversation } from '../../mcp/app/contract.ts'
import { showFailure } from '../app/action.tsx'
import { useHost } from '../app/host.ts'
import { currentRoute } from '../app/route.ts'
import { callTool, toolKey } from '../app/tools.ts'
import { useView } from '../app/view-state.ts'
import { mergeMessages, useLiveMessages } from './live-messages.ts'

/** How often a message is read again whose beginning was not seen, in milliseconds. */
const catchUp = 700

/** The open conversation: what was said, whether an answer is being written, and what can be done. */
export function useConversation() {
  const host = useHost()
  const conversationId = useView((state) => state.conversationId)
  const live = useLiveMessages((state) => state.messages)
  const query = useQuery({
    queryKey: toolKey(getConversation, { conversation_id: conversationId ?? '' }),
    queryFn: async () => (await callTool(host, getConversation, { conversation_id: conversationId ?? '' })).output,
    enabled: conversationId !== null,
    refetchInterval: ({ state }) => {
      const last = state.data?.messages.at(-1)
      const unseen = last?.status === 'streaming' && useLiveMessages.getState().messages[last.message_id] === undefined
      return unseen ? catchUp : false
    },
  })
  const messages = useMemo(
    () => (conversationId === null ? [] : mergeMessages(query.data?.messages ?? [], live, conversationId)),
    [conversationId, query.data, live],
  )
  return { conversationId, query, messages, answering: messages.at(-1)?.status === 'streaming' }
}

/** Sends a message to the open conversation, or to a new one that it then opens. `false` where it could not be sent. */
export function useSend(): (text: string) => Promise<boolean> {
  const host = useHost()
  return useCallback(
    async (text) => {
      const route = currentRoute()
      const { conversationId, openConversation, showPane } = useView.getState()
      try {
        const sent = await host.send({
          message: text,
          ...(conversationId !== null && { conversation_id: conversationId }),
          ...(route.page === 'trip' && { trip_id: route.tripId }),
        })
        openConversation(sent.conversation_id)
        showPane('conversation')
        return true
      } catch (error) {
        showFailure(error)
        return false
      }
    },
    [host],
  )
}
