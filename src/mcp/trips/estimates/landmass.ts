import type { Point } from '../../../shared/geo.ts'

interface Box {
  south: number
  north: number
  west: number
  east: number
}

/** Islands that have no road or rail to the rest of their country, as rough boxes. */
const islands: readonly Box[] = [
  { south: 38.5, north: 40.2, west: 1.0, east: 4.5 }, // Balearics
  { south: 27.5, north: 29.5, west: -18.3, east: -13.3 }, // Canaries
  { south: 32.3, north: 33.2, west: -17.4, east: -16.2 }, // Madeira
  { south: 36.8, north: 39.9, west: -31.4, east: -24.9 }, // Azores
  { south: 38.8, north: 43.1, west: 8.0, east: 9.9 }, // Sardinia, Corsica
  { south: 36.4, north: 38.2, west: 12.3, east: 15.45 }, // Sicily
  { south: 35.7, north: 36.2, west: 14.1, east: 14.6 }, // Malta
  { south: 34.8, north: 35.7, west: 23.4, east: 26.4 }, // Crete
  { south: 36.2, north: 37.7, west: 24.3, east: 26.1 }, // Cyclades
  { south: 35.8, north: 36.6, west: 27.6, east: 28.3 }, // Rhodes
  { south: 34.5, north: 35.8, west: 32.2, east: 34.7 }, // Cyprus
  { south: 57.2, north: 58.0, west: 18.0, east: 19.4 }, // Gotland
  { south: 18.8, north: 22.3, west: -160.4, east: -154.7 }, // Hawaii
  { south: -44.0, north: -39.4, west: 143.5, east: 148.6 }, // Tasmania
  { south: 24.0, north: 28.5, west: 122.8, east: 131.4 }, // Okinawa and the Ryukyus
  { south: 33.1, north: 33.6, west: 126.1, east: 127.0 }, // Jeju
  { south: -8.9, north: -8.0, west: 114.4, east: 115.75 }, // Bali
  { south: 48.2, north: 51.0, west: -128.5, east: -123.25 }, // Vancouver Island
  { south: 54.0, north: 55.4, west: -8.2, east: -5.4 }, // Northern Ireland
]

/** Countries by connected land, so that one can go by road or rail from one to the other. */
const lands: readonly (readonly string[])[] = [
  // The Channel Tunnel and the Øresund bridge join Great Britain and Sweden to the continent.
  [
    ...[
      'PT',
      'ES',
      'AD',
      'GI',
      'FR',
      'MC',
      'BE',
      'NL',
      'LU',
      'DE',
      'DK',
      'SE',
      'NO',
      'FI',
      'CH',
      'LI',
      'AT',
      'IT',
      'SM',
      'VA',
    ],
    ...[
      'SI',
      'HR',
      'BA',
      'RS',
      'ME',
      'XK',
      'AL',
      'MK',
      'GR',
      'BG',
      'RO',
      'HU',
      'SK',
      'CZ',
      'PL',
      'LT',
      'LV',
      'EE',
      'GB',
      'MD',
      'UA',
    ],
  ],
  ['IE'],
  ['IS'],
  ['JP'],
  ['TW'],
  ['KR'],
  ['CN', 'HK', 'MO', 'VN', 'LA', 'KH', 'TH', 'MY', 'SG', 'MM'],
  ['US', 'CA', 'MX', 'GT', 'BZ'],
  ['AU'],
  ['MA'],
  ['TR'],
  ['IN', 'NP', 'BD'],
  ['AE', 'OM', 'SA', 'QA', 'KW', 'BH', 'JO'],
  ['AR', 'CL', 'UY', 'BR', 'PY', 'BO', 'PE', 'EC', 'CO'],
  ['ZA', 'LS', 'SZ', 'NA', 'BW', 'MZ', 'ZW'],
]

/** Countries whose cities are joined by frequent passenger trains. */
const railCountries = new Set([
  ...(lands[0] ?? []).filter(
    (code) => !['AL', 'XK', 'MK', 'BA', 'ME', 'MD', 'UA', 'EE', 'LT', 'LV', 'GR'].includes(code),
  ),
  ...['IE', 'JP', 'TW', 'KR', 'CN', 'HK', 'MA'],
])

export interface Somewhere extends Point {
  country: string
}

const within = (box: Box, { lat, lon }: Point): boolean =>
  lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east

const islandOf = (place: Point): number => islands.findIndex((box) => within(box, place))

/** Whether one can go over land (or through a tunnel or over a bridge). Unknown countries: only within the country. */
export function sameLand(from: Somewhere, to: Somewhere): boolean {
  const island = islandOf(from)
  if (island !== islandOf(to)) return false
  if (from.country === to.country) return !isArchipelago(from.country) || island >= 0
  return lands.some((land) => land.includes(from.country) && land.includes(to.country))
}

/** Countries of many islands: between two of their cities, a flight is the safer guess. */
const isArchipelago = (country: string): boolean =>
  ['ID', 'PH', 'NZ', 'MV', 'FJ', 'PF', 'BS', 'CV', 'SC', 'GL', 'FO'].includes(country)

/** Whether both ends are where trains run often enough to count on. */
export const hasRail = (from: Somewhere, to: Somewhere): boolean =>
  railCountries.has(from.country) && railCountries.has(to.country)
