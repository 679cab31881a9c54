import { useRoute } from './route.ts'
import { useView } from './view-state.ts'

/** The name under which it is remembered whether the conversation is folded away on this page. */
export const chatPaneOf = (page: string) => `chat:${page}`

/**
 * Whether the conversation stands beside the panel: as the user left it on this page; else beside trips always, and
 * elsewhere while a conversation is open.
 */
export function useChatOpen(): boolean {
  const { page } = useRoute()
  const folded = useView((state) => state.folded[chatPaneOf(page)])
  const conversing = useView((state) => state.conversationId !== null)
  if (page === 'home') return conversing && folded !== true
  if (folded !== undefined) return !folded
  return page === 'trip' || page === 'trips'
}
