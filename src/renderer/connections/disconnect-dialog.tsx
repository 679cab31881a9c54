import { type ClientOnWire, revokeClient } from '../../mcp/app/contract.ts'
import { useAction } from '../app/action.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogButtons } from '../ui/dialog.tsx'

interface DisconnectDialogProps {
  client: ClientOnWire
  onClose(): void
  onDone?: () => void
}

/** Asks before a client is shut out. */
export function DisconnectDialog({ client, onClose, onDone }: DisconnectDialogProps) {
  const act = useAction()
  const token = client.kind === 'access_token'
  const revoke = async () => {
    const answer = await act(
      revokeClient,
      { client_id: client.client_id },
      { done: token ? `${client.name} is revoked` : `${client.name} is disconnected` },
    )
    if (answer === undefined) return
    onClose()
    onDone?.()
  }
  return (
    <Dialog
      title={token ? `Revoke ${client.name}?` : `Disconnect ${client.name}?`}
      description={
        token
          ? 'Scripts that use this token are refused at once. What they did stays, and can be undone in Activity.'
          : 'It is refused at once, and has to ask to be let in again. What it did stays, and can be undone in Activity.'
      }
      open
      onOpenChange={onClose}
    >
      <DialogButtons>
        <Button onClick={onClose}>Keep</Button>
        <Button variant="danger" onClick={() => void revoke()}>
          {token ? 'Revoke' : 'Disconnect'}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
