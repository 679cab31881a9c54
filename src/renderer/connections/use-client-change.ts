import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { type ClientOnWire, listClients, updateClient } from '../../mcp/app/contract.ts'
import type { InputOf, OutputOf } from '../../shared/tool.ts'
import { type Said, useAction } from '../app/action.tsx'
import { toolKey } from '../app/tools.ts'

export type ClientChange = Omit<InputOf<typeof updateClient>, 'client_id' | 'user_id' | 'idempotency_key'>

/** Changes a client: shown at once, so that switch after switch can be pressed; read again where it failed. */
export function useClientChange() {
  const act = useAction()
  const queries = useQueryClient()
  return useCallback(
    async (client: Pick<ClientOnWire, 'client_id'>, change: ClientChange, said?: Said<typeof updateClient>) => {
      const key = toolKey(listClients, {})
      void queries.cancelQueries({ queryKey: key })
      queries.setQueryData<OutputOf<typeof listClients>>(
        key,
        (known) =>
          known && {
            clients: known.clients.map((other) =>
              other.client_id === client.client_id ? { ...other, ...change } : other,
            ),
          },
      )
      const answer = await act(updateClient, { client_id: client.client_id, ...change }, said)
      if (answer === undefined) await queries.invalidateQueries({ queryKey: key })
      return answer !== undefined
    },
    [act, queries],
  )
}
