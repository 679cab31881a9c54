import { Ellipsis, MessagesSquare, Pencil, SquarePen, Trash2 } from 'lucide-react'
import { type FormEvent, useDeferredValue, useState } from 'react'
import { deleteConversation, listConversations, renameConversation } from '../../mcp/app/contract.ts'
import type { Conversation } from '../../shared/conversation.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { useView } from '../app/view-state.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { cx } from '../ui/class-names.ts'
import { Dialog, DialogButtons } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Empty, Failure, Loading } from '../ui/notice.tsx'

function RenameDialog({ conversation, onClose }: { conversation: Conversation; onClose(): void }) {
  const act = useAction()
  const [title, setTitle] = useState(conversation.title)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const renamed = await act(renameConversation, { conversation_id: conversation.conversation_id, title })
    if (renamed !== undefined) onClose()
  }
  return (
    <Dialog title="Rename the conversation" open onOpenChange={onClose}>
      <form onSubmit={(event) => void save(event)}>
        <Field label="Title">
          {(control) => (
            <input {...control} className="field" value={title} onChange={(event) => setTitle(event.target.value)} />
          )}
        </Field>
        <DialogButtons>
          <Button variant="primary" type="submit" disabled={title.trim() === ''}>
            Rename
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

/** Every conversation, the latest first, with search. */
export function ConversationList({ onOpen }: { onOpen(): void }) {
  const act = useAction()
  const formats = useFormats()
  const [query, setQuery] = useState('')
  const sought = useDeferredValue(query.trim())
  const { data, error, isLoading, refetch } = useTool(listConversations, {
    limit: 200,
    ...(sought !== '' && { query: sought }),
  })
  const current = useView((state) => state.conversationId)
  const openConversation = useView((state) => state.openConversation)
  const [renamed, setRenamed] = useState<Conversation | null>(null)

  const open = (id: string | null) => {
    openConversation(id)
    onOpen()
  }
  const remove = async (conversation: Conversation) => {
    const answer = await act(
      deleteConversation,
      { conversation_id: conversation.conversation_id },
      { done: `Deleted “${conversation.title}”` },
    )
    if (answer !== undefined && conversation.conversation_id === current) openConversation(null)
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex gap-2 px-5 pb-2">
        <input
          type="search"
          aria-label="Search conversations"
          placeholder="Search…"
          className="field"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Button onClick={() => open(null)}>
          <SquarePen size={15} aria-hidden /> New
        </Button>
      </div>
      {isLoading && <Loading label="Loading conversations" />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.conversations.length === 0 && (
        <Empty icon={MessagesSquare} title={sought === '' ? 'No conversations yet' : 'Nothing found'}>
          {sought === '' ? 'Write a message to begin one.' : 'Try other words.'}
        </Empty>
      )}
      <ul aria-label="Conversations" className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
        {data?.conversations.map((conversation) => (
          <li
            key={conversation.conversation_id}
            className={cx(
              'group flex items-center rounded-lg pr-1 hover:bg-hover',
              conversation.conversation_id === current && 'bg-accent-soft',
            )}
          >
            <button
              type="button"
              aria-current={conversation.conversation_id === current ? 'true' : undefined}
              onClick={() => open(conversation.conversation_id)}
              className="min-w-0 flex-1 rounded-lg px-2.5 py-1.5 text-left"
            >
              <span className="block truncate">{conversation.title}</span>
              <span className="block text-xs text-soft">{formats.moment(conversation.updated_at)}</span>
            </button>
            <Menu trigger={<IconButton icon={Ellipsis} label={`More for ${conversation.title}`} />}>
              <MenuItem icon={Pencil} onSelect={() => setRenamed(conversation)}>
                Rename
              </MenuItem>
              <MenuItem icon={Trash2} danger onSelect={() => void remove(conversation)}>
                Delete
              </MenuItem>
            </Menu>
          </li>
        ))}
      </ul>
      {renamed !== null && <RenameDialog conversation={renamed} onClose={() => setRenamed(null)} />}
    </div>
  )
}
