import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type ConnectionOnWire,
  disconnect,
  listClients,
  listConnections,
  previewConnection,
} from '../../mcp/app/contract.ts'
import { useAction } from '../app/action.tsx'
import { useTool } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogButtons } from '../ui/dialog.tsx'
import { Failure, Loading } from '../ui/notice.tsx'
import { PreviewView } from './preview-view.tsx'

/** Takes Sojourn out of an assistant's configuration again, and shows first what goes. */
export function DisconnectAssistantDialog({ connection, onClose }: { connection: ConnectionOnWire; onClose(): void }) {
  const act = useAction()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const { assistant, name } = connection
  const {
    data: preview,
    error,
    refetch,
  } = useTool(previewConnection, { assistant, action: 'disconnect' as const }, { outside: true })
  const perform = async () => {
    setBusy(true)
    const answer = await act(disconnect, { assistant }, { done: `${name} is disconnected` })
    setBusy(false)
    if (answer === undefined) return
    for (const tool of [listConnections, listClients]) void queries.invalidateQueries({ queryKey: [tool.name] })
    onClose()
  }
  return (
    <Dialog
      title={`Disconnect ${name}?`}
      description="Sojourn is taken out of its configuration, and what it was given ends at once. What it did stays."
      open
      onOpenChange={onClose}
      wide
    >
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {preview === undefined && error === null && <Loading label="Reading its configuration" rows={2} />}
      {preview !== undefined && error === null && <PreviewView preview={preview} />}
      <DialogButtons>
        <Button onClick={onClose}>Keep</Button>
        <Button variant="danger" disabled={busy} onClick={() => void perform()}>
          {busy ? 'Disconnecting…' : 'Disconnect'}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
