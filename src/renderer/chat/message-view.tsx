import { memo } from 'react'
import type { Message } from '../../shared/conversation.ts'
import { groupParts, type Shown } from './group-parts.ts'
import { LookUps } from './look-ups.tsx'
import { Markdown } from './markdown.tsx'
import { ToolCard } from './tool-card.tsx'

const endings: Partial<Record<Message['status'], string>> = {
  stopped: 'Stopped.',
  interrupted: 'Interrupted: Sojourn ended before this answer was done.',
  failed: 'This answer failed.',
}

function keyOf(shown: Shown, index: number): string {
  if (shown.type === 'tool') return shown.call_id
  if (shown.type === 'look-ups') return `look-ups ${shown.parts[0]?.call_id}`
  return `text ${index}`
}

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
  const shown = groupParts(message.parts)
  return (
    <article aria-label="Assistant" aria-busy={streaming} className="flex min-w-0 flex-col gap-3">
      {shown.map((piece, index) => {
        const key = keyOf(piece, index)
        if (piece.type === 'tool') return <ToolCard key={key} part={piece} />
        if (piece.type === 'look-ups') return <LookUps key={key} parts={piece.parts} />
        return <Markdown key={key} text={piece.text} streaming={streaming && index === shown.length - 1} />
      })}
      {streaming && message.parts.at(-1)?.type !== 'tool' && <p className="caret h-5 text-faint" aria-hidden />}
      {ending !== undefined && <p className="text-sm text-soft italic">{ending}</p>}
    </article>
  )
})
