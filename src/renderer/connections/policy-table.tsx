import { useId } from 'react'
import type { ClientOnWire } from '../../mcp/app/contract.ts'
import { clientDefaults, type Decision } from '../../shared/client-policy.ts'
import { Callout } from '../ui/notice.tsx'
import { effectWords, policyWith } from './client-words.ts'

const decisions: { decision: Decision; title: string }[] = [
  { decision: 'allow', title: 'Allow' },
  { decision: 'ask', title: 'Ask me' },
  { decision: 'deny', title: 'Deny' },
]

/** What happens to a client's calls, by what they do to the world. */
export function PolicyTable({
  policy,
  onChange,
}: {
  policy: ClientOnWire['policy']
  onChange(policy: ClientOnWire['policy']): void
}) {
  const name = useId()
  const decided = (effect: (typeof effectWords)[number]) => policy[effect.effect] ?? clientDefaults[effect.effect]
  const unasked = effectWords.filter(
    (words) => (words.effect === 'external' || words.effect === 'spend') && decided(words) === 'allow',
  )
  return (
    <>
      <table className="w-full max-w-xl">
        <caption className="sr-only">What happens when it calls a tool, by what the tool does</caption>
        <thead>
          <tr className="border-b border-line text-sm text-soft">
            <th scope="col" className="py-1.5 text-left font-medium">
              When it wants to
            </th>
            {decisions.map(({ decision, title }) => (
              <th key={decision} scope="col" className="w-18 py-1.5 text-center font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {effectWords.map((words) => (
            <tr key={words.effect} className="border-b border-line">
              <th scope="row" className="py-2 pr-3 text-left font-medium">
                {words.title}
                <span className="block text-sm font-normal text-soft">{words.description}</span>
              </th>
              {decisions.map(({ decision, title }) => (
                <td key={decision} className="p-0 text-center">
                  <label className="grid min-h-11 cursor-pointer place-items-center rounded-lg hover:bg-hover">
                    <span className="sr-only">
                      {words.title}: {title}
                    </span>
                    <input
                      type="radio"
                      name={`${name}-${words.effect}`}
                      className="size-4 accent-accent"
                      checked={decided(words) === decision}
                      onChange={() => onChange(policyWith(policy, words.effect, decision))}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {unasked.length > 0 && (
        <Callout tone="warning" className="mt-3 max-w-xl">
          It may {unasked.map((words) => words.title.toLowerCase()).join(' and ')} without asking you. Undo cannot take
          that back.
        </Callout>
      )}
    </>
  )
}
