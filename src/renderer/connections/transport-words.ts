import type { ConnectionOnWire } from '../../mcp/app/contract.ts'

/** The ways an assistant can be connected in, as a person chooses between them. */
export const transportWords: Record<ConnectionOnWire['transports'][number], { title: string; description: string }> = {
  http: { title: 'Signs in', description: 'It asks you for leave in Sojourn. Sojourn must be running.' },
  stdio: {
    title: 'Starts Sojourn’s helper',
    description: 'It gets a credential of its own, and Sojourn is started where it does not run.',
  },
}
