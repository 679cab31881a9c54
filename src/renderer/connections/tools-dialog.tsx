import { useState } from 'react'
import { type ClientOnWire, listTools } from '../../mcp/app/contract.ts'
import { words } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogButtons } from '../ui/dialog.tsx'
import { Failure, Loading } from '../ui/notice.tsx'
import { firstChoice, groupTools } from './tool-groups.ts'

interface ToolsDialogProps {
  client: ClientOnWire
  onChoose(tools: string[]): void
  onClose(): void
}

/** The tools a client sees, chosen one by one. */
export function ToolsDialog({ client, onChoose, onClose }: ToolsDialogProps) {
  const { data, error, refetch } = useTool(listTools, {})
  const [query, setQuery] = useState('')
  const [changed, setChanged] = useState<ReadonlySet<string> | null>(null)
  const tools = data?.tools.filter((tool) => tool.server !== 'app') ?? []
  const chosen = changed ?? firstChoice(client.profile, tools)
  const set = (names: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const name of names) on ? next.add(name) : next.delete(name)
    setChanged(next)
  }
  const groups = groupTools(tools, query)
  return (
    <Dialog
      title={`Tools for ${client.name}`}
      description="A tool that is not ticked does not exist for it. Fewer tools leave more room in its memory."
      open
      onOpenChange={onClose}
      wide
    >
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label="Loading the tools" />}
      {data !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            onChoose(tools.map((tool) => tool.name).filter((name) => chosen.has(name)))
          }}
        >
          <input
            type="search"
            aria-label="Find a tool"
            placeholder="Find a tool"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.preventDefault()
            }}
            className="field"
          />
          <div className="mt-3 max-h-[46dvh] overflow-y-auto rounded-lg border border-line px-3 pb-2">
            {groups.length === 0 && <p className="py-6 text-center text-soft">No tool by that name.</p>}
            {groups.map((group) => {
              const names = group.tools.map((tool) => tool.name)
              const all = names.every((name) => chosen.has(name))
              return (
                <fieldset key={group.server} className="min-w-0">
                  <div className="sticky top-0 flex items-center justify-between bg-card pt-3 pb-1">
                    <legend className="contents">
                      <span className="text-sm font-semibold text-soft">{words(group.server)}</span>
                    </legend>
                    <Button variant="plain" onClick={() => set(names, !all)}>
                      {all ? 'None' : 'All'}
                      <span className="sr-only"> of {words(group.server)}</span>
                    </Button>
                  </div>
                  {group.tools.map((tool) => (
                    <label
                      key={tool.name}
                      className="flex min-h-8 cursor-pointer items-start gap-2.5 rounded-lg px-1.5 py-1 hover:bg-hover"
                    >
                      <input
                        type="checkbox"
                        className="mt-0.5 size-4 shrink-0 accent-accent"
                        checked={chosen.has(tool.name)}
                        onChange={(event) => set([tool.name], event.target.checked)}
                      />
                      <span className="min-w-0">
                        {tool.title}
                        <span className="block text-sm text-soft">{tool.description}</span>
                      </span>
                    </label>
                  ))}
                </fieldset>
              )
            })}
          </div>
          <DialogButtons>
            <span aria-live="polite" className="mr-auto self-center text-sm text-soft">
              {chosen.size} of {tools.length} chosen
            </span>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" disabled={chosen.size === 0}>
              Use these
            </Button>
          </DialogButtons>
        </form>
      )}
    </Dialog>
  )
}
