import type { ConnectionOnWire, PreviewOnWire } from '../../mcp/app/contract.ts'
import type { AppPorts } from '../../mcp/app/server.ts'
import type { Connection, Connections, Preview } from './connections.ts'
import type { Installation } from './installation.ts'
import { snippets } from './snippets.ts'

/** What the app server is given of Connect. */
export function connectionPorts(connections: Connections, installation: Installation): Pick<AppPorts, 'connections'> {
  return {
    connections: {
      list: async () => (await connections.list()).map(toWire),
      preview: async ({ assistant, action, transport }) =>
        previewToWire(connections.preview(assistant, action, transport)),
      async connect({ assistant, transport, by_link }) {
        const { backup, next, link, ...connection } = await connections.connect(assistant, {
          ...(transport !== undefined && { transport }),
          byLink: by_link,
        })
        return {
          ...toWire(connection),
          next,
          ...(backup !== undefined && { backup }),
          ...(link !== undefined && { link }),
        }
      },
      async disconnect({ assistant }) {
        const { revoked, ...connection } = await connections.disconnect(assistant)
        return { ...toWire(connection), revoked }
      },
      snippets: () => snippets(installation),
    },
  }
}

const toWire = (connection: Connection): ConnectionOnWire => ({
  ...connection,
  transports: [...connection.transports],
})

const previewToWire = (preview: Preview): PreviewOnWire => preview
