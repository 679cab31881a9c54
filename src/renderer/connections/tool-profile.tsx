import { useId, useState } from 'react'
import type { ClientOnWire } from '../../mcp/app/contract.ts'
import { Button } from '../ui/button.tsx'
import { profileWords } from './client-words.ts'
import { ToolsDialog } from './tools-dialog.tsx'
import { useClientChange } from './use-client-change.ts'

/** Which tools a client sees: the essentials, everything, or a choice. */
export function ToolProfile({ client }: { client: ClientOnWire }) {
  const change = useClientChange()
  const name = useId()
  const [choosing, setChoosing] = useState(false)
  const custom = typeof client.profile !== 'string'
  const choices = [
    {
      title: 'Essentials',
      text: 'At most 24 tools for tasks, trips and looking things up. Best for most assistants.',
      on: client.profile === 'essentials',
      choose: () => void change(client, { profile: 'essentials' }),
    },
    {
      title: 'Everything',
      text: 'All tools within what it may do above. They take room in what the assistant can remember.',
      on: client.profile === 'everything',
      choose: () => void change(client, { profile: 'everything' }),
    },
    {
      title: 'My own choice',
      text: custom ? `${profileWords(client.profile)}.` : 'Tick the tools one by one.',
      on: custom,
      choose: () => setChoosing(true),
    },
  ]
  return (
    <>
      <div role="radiogroup" aria-label="Tools it sees" className="flex flex-col gap-2">
        {choices.map(({ title, text, on, choose }) => (
          <label
            key={title}
            className="flex cursor-pointer items-start gap-2.5 rounded-lg border border-line bg-card px-3 py-2 has-checked:border-accent"
          >
            <input
              type="radio"
              name={name}
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={on}
              onChange={choose}
            />
            <span className="min-w-0">
              <span className="font-medium">{title}</span>
              <span className="block text-sm text-soft">{text}</span>
            </span>
          </label>
        ))}
      </div>
      {custom && (
        <Button className="mt-2" onClick={() => setChoosing(true)}>
          Change the choice…
        </Button>
      )}
      {choosing && (
        <ToolsDialog
          client={client}
          onClose={() => setChoosing(false)}
          onChoose={(tools) => {
            setChoosing(false)
            void change(client, { profile: tools })
          }}
        />
      )}
    </>
  )
}
