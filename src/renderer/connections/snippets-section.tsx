import { getSnippets } from '../../mcp/app/contract.ts'
import { useTool } from '../app/tools.ts'
import { Failure, Loading } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { Snippet } from '../ui/snippet.tsx'

/** What to copy into an assistant that Connect does not know. */
export function SnippetsSection() {
  const { data, error, refetch } = useTool(getSnippets, {}, { outside: true })
  return (
    <Section title="Any other" hint="Copy what fits into your assistant’s configuration.">
      {data === undefined && error === null && <Loading label="Loading the snippets" rows={2} />}
      {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      <div className="flex flex-col gap-2">
        {data?.snippets.map((snippet, index) => (
          <details key={snippet.id} open={index === 0} className="group rounded-lg border border-line bg-card">
            <summary className="rounded-lg px-3 py-2 font-medium">{snippet.title}</summary>
            <div className="px-3 pb-3">
              {snippet.note !== undefined && <p className="mb-2 text-sm text-soft">{snippet.note}</p>}
              <Snippet label={snippet.title} text={snippet.text} />
            </div>
          </details>
        ))}
      </div>
    </Section>
  )
}
