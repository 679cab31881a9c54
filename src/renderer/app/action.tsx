import { useCallback } from 'react'
import { toast } from 'sonner'
import { type Change, listChanges, redoChange, undoChange } from '../../mcp/activity/contract.ts'
import type { ErrorBody } from '../../shared/errors.ts'
import type { HostApi } from '../../shared/host-api.ts'
import type { AnyTool, InputOf, OutputOf } from '../../shared/tool.ts'
import { useHost } from './host.ts'
import { Readable } from './readable.tsx'
import { type Answer, callTool, errorBody } from './tools.ts'
import { latestUndoable, takesTripAway } from './undoable.ts'

/** One failure is shown at a time: the latest, until something succeeds. */
const failureToast = 'failure'

/** What is said of a change takes the place of what was said of it before: it cannot be undone twice. */
const ofChange = (changeId: string | undefined) => (changeId === undefined ? {} : { id: `change ${changeId}` })

/** Shows a failure as a message that stays until it is read. */
export function showFailure(error: unknown): void {
  const body = errorBody(error)
  toast.error(body.message, {
    id: failureToast,
    ...(body.hint !== undefined && { description: body.hint }),
    duration: 8000,
  })
}

/** Undoes one change set and says so, with a way back. */
export async function undo(host: HostApi, changeId: string): Promise<void> {
  try {
    const { output } = await callTool(host, undoChange, { change_id: changeId })
    toast(<Readable>{`Undone: ${output.summary}`}</Readable>, {
      ...ofChange(changeId),
      action: { label: 'Redo', onClick: () => void redo(host, changeId) },
    })
  } catch (error) {
    showFailure(error)
  }
}

/** Brings one undone change set back, or the latest one. */
export async function redo(host: HostApi, changeId?: string): Promise<void> {
  try {
    const { output } = await callTool(host, redoChange, changeId === undefined ? {} : { change_id: changeId })
    toast(<Readable>{`Back again: ${output.summary}`}</Readable>, {
      ...ofChange(output.change_id),
      action: { label: 'Undo', onClick: () => void undo(host, output.change_id) },
    })
  } catch (error) {
    showFailure(error)
  }
}

/** One press too many must not take a whole trip away. */
function askFirst(host: HostApi, { change_id, summary }: Change): void {
  toast(<Readable>{`Undoing “${summary}” takes the trip away.`}</Readable>, {
    ...ofChange(change_id),
    action: { label: 'Undo it', onClick: () => void undo(host, change_id) },
    duration: 8000,
  })
}

/** Undoes the latest change that the user or the assistant made. */
export async function undoLatest(host: HostApi): Promise<void> {
  try {
    const { output } = await callTool(host, listChanges, { limit: 50 })
    const change = latestUndoable(output.changes)
    if (change === undefined) toast('There is nothing to undo.')
    else if (takesTripAway(change)) askFirst(host, change)
    else await undo(host, change.change_id)
  } catch (error) {
    showFailure(error)
  }
}

export interface Said<T extends AnyTool> {
  /** What is said when it is done, with Undo beside it; without it, nothing is said. */
  done?: string | ((output: OutputOf<T>) => string)
  /** Takes a failure to where it belongs, such as a field; answers `false` where it is to be shown as any other. */
  failed?: (error: ErrorBody) => boolean
}

/** Calls a tool for something the user did: says what was done and how to undo it, or why it failed. */
export function useAction() {
  const host = useHost()
  return useCallback(
    async <T extends AnyTool>(
      definition: T,
      input: InputOf<T>,
      said: Said<T> = {},
    ): Promise<Answer<OutputOf<T>> | undefined> => {
      try {
        const answer = await callTool(host, definition, input)
        toast.dismiss(failureToast)
        if (said.done !== undefined) {
          const { changeId } = answer
          toast(typeof said.done === 'string' ? said.done : said.done(answer.output), {
            ...ofChange(changeId),
            ...(changeId !== undefined && { action: { label: 'Undo', onClick: () => void undo(host, changeId) } }),
          })
        }
        return answer
      } catch (error) {
        if (said.failed?.(errorBody(error)) !== true) showFailure(error)
        return undefined
      }
    },
    [host],
  )
}
