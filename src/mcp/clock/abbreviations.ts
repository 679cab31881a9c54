/** What a usual abbreviation is read as. */
export interface Abbreviation {
  timezone: string
  /** What a person should know about that reading. */
  note: string
}

const moves = (name: string, place: string) =>
  `${name} is read as ${place} time, with its summer time where it applies.`

function zone(timezone: string, place: string, ...names: string[]): [string, Abbreviation][] {
  return names.map((name) => [name, { timezone, note: moves(name, place) }])
}

/** Abbreviations in upper case. Those that stand for several zones are read as the one with most people who write them. */
const abbreviations = new Map<string, Abbreviation>([
  ['UTC', { timezone: 'UTC', note: '' }],
  ['Z', { timezone: 'UTC', note: '' }],
  ['ZULU', { timezone: 'UTC', note: '' }],
  ['GMT', { timezone: 'UTC', note: 'GMT is read as UTC; London’s own clock is an hour ahead of it in summer.' }],
  ...zone('America/New_York', 'New York', 'EST', 'EDT', 'ET'),
  ...zone('America/Denver', 'Denver', 'MST', 'MDT', 'MT'),
  ...zone('America/Los_Angeles', 'Los Angeles', 'PST', 'PDT', 'PT'),
  ...zone('America/Anchorage', 'Anchorage', 'AKST', 'AKDT'),
  ...zone('Pacific/Honolulu', 'Honolulu', 'HST'),
  ...zone('America/Halifax', 'Halifax', 'ADT'),
  ...zone('America/Chicago', 'Chicago', 'CDT', 'CT'),
  ...zone('America/Sao_Paulo', 'São Paulo', 'BRT'),
  ...zone('Europe/Paris', 'Paris', 'CET', 'CEST'),
  ...zone('Europe/Athens', 'Athens', 'EET', 'EEST'),
  ...zone('Europe/Lisbon', 'Lisbon', 'WET', 'WEST'),
  ...zone('Europe/Moscow', 'Moscow', 'MSK'),
  ...zone('Asia/Tokyo', 'Tokyo', 'JST'),
  ...zone('Asia/Seoul', 'Seoul', 'KST'),
  ...zone('Asia/Hong_Kong', 'Hong Kong', 'HKT'),
  ...zone('Asia/Singapore', 'Singapore', 'SGT'),
  ...zone('Asia/Kathmandu', 'Kathmandu', 'NPT'),
  ...zone('Asia/Dubai', 'Dubai', 'GST'),
  ...zone('Africa/Johannesburg', 'Johannesburg', 'SAST'),
  ...zone('Australia/Sydney', 'Sydney', 'AEST', 'AEDT'),
  ...zone('Australia/Adelaide', 'Adelaide', 'ACST', 'ACDT'),
  ...zone('Australia/Perth', 'Perth', 'AWST'),
  ...zone('Pacific/Auckland', 'Auckland', 'NZST', 'NZDT'),
  [
    'BST',
    { timezone: 'Europe/London', note: 'BST is read as London time (British Summer Time), not Bangladesh time.' },
  ],
  ['CST', { timezone: 'America/Chicago', note: 'CST is read as Chicago time, not China or Cuba time.' }],
  ['IST', { timezone: 'Asia/Kolkata', note: 'IST is read as India time, not Irish or Israel time.' }],
  ['AST', { timezone: 'America/Halifax', note: 'AST is read as Halifax time, not Arabia time.' }],
])

export function abbreviation(text: string): Abbreviation | undefined {
  return abbreviations.get(text.toUpperCase())
}
