import type { ConsentOnWire } from '../../mcp/app/contract.ts'

/** What a program is called where it asks: by its own claim, which nobody has checked. */
export const nameOf = (consent: Pick<ConsentOnWire, 'client_name'>): string =>
  consent.client_name ?? 'An assistant without a name'

/** Whether the answer stays on this computer. Other answers go to a host, whose name has no space. */
export const staysHere = (consent: Pick<ConsentOnWire, 'answers_to'>): boolean =>
  consent.answers_to.includes('this computer')

/** What is known of a program that asks, as terms and facts. */
export function consentFacts(
  consent: Pick<ConsentOnWire, 'client_name' | 'client_uri' | 'described_at' | 'answers_to' | 'resource'>,
): (readonly [term: string, fact: string])[] {
  const { client_name, client_uri, described_at, answers_to, resource } = consent
  return [
    [
      'Name',
      client_name === undefined
        ? 'It gave none'
        : `“${client_name}” is what it calls itself; Sojourn cannot check that`,
    ],
    ...(client_uri === undefined ? [] : [['Its page', `${client_uri}, as it says`] as const]),
    ...(described_at === undefined ? [] : [['Described at', described_at] as const]),
    ['Answer goes to', answers_to],
    ['May use', resource === '/mcp' ? 'Sojourn’s tools' : `Only the tools at ${resource}`],
  ]
}
