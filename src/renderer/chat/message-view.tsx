import { memo } from 'react'
import type { Message, Part } from '../../shared/conversation.ts'
import { Markdown } from './markdown.tsx'
import { ToolCard } from './tool-card.tsx'

const endings: Partial<Record<Message['status'], string>> = {
  stopped: 'Stopped.',
  interrupted: 'Interrupted: Sojourn ended before this answer was done.',
  failed: 'This answer failed.',
}

const partKey = (part: Part, index: number) => (part.type === 'tool' ? part.call_id : `text ${index}`)

/** One message: the user's in a bubble, the assistant's as text and tool cards. */
export const MessageView = memo(function MessageView({ message }: { message: Message }) {
  if (message.role === 'user') {
    const text = message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
    return (
      <article
        aria-label="You"
        className="max-w-[86%] self-end rounded-[14px] rounded-br-sm bg-sunk px-3.5 py-2.5 break-words whitespace-pre-wrap"
      >
        {text}
      </article>
    )
  }
  const streaming = message.status === 'streaming'
  const ending = endings[message.status]
  return (
    <article aria-label="Assistant" aria-busy={streaming} className="flex min-w-0 flex-col gap-3">
      {message.parts.map((part, index) =>
        part.type === 'tool' ? (
          <ToolCard key={partKey(part, index)} part={part} />
        ) : (
          <Markdown
            key={partKey(part, index)}
            text={part.text}
            streaming={streaming && index === message.parts.length - 1}
          />
        ),
      )}
      {streaming && message.parts.at(-1)?.type !== 'tool' && <p className="caret h-5 text-faint" aria-hidden />}
      {ending !== undefined && <p className="text-sm text-soft italic">{ending}</p>}
    </article>
  )
})
