import type { TravelMode } from './contract.ts'

/** How much further than the straight line a way over land may be and still be what people take, in metres. */
export const isSensible = (overland: number, metres: number): boolean => overland <= 1.5 * metres + 120_000

/** An estimate of one journey. */
export interface TravelEstimate {
  minutes: number
  metres: number
  /** How it was made, in a sentence. */
  method: string
}

/**
 * Time over a distance whose pace changes along the way: each band is [up to km, km/h]. Continuous, so that a metre
 * more never saves time.
 */
function minutesByBands(kilometres: number, bands: readonly (readonly [number, number])[]): number {
  let minutes = 0
  let done = 0
  for (const [upTo, speed] of bands) {
    const stretch = Math.min(kilometres, upTo) - done
    if (stretch <= 0) break
    minutes += (stretch / speed) * 60
    done += stretch
  }
  return minutes
}

/**
 * Ways are longer than the great circle. In towns by about 30 % (circuity of street networks: Boeing 2019, "The
 * morphology and circuity of walkable and drivable street networks"; 1.2–1.4 in most countries: Ballou, Rahardja and
 * Sakai 2002, "Selected country circuity factors for road travel distance estimation"), on long roads less.
 */
const detour = { walk: 1.3, bike: 1.3, transit: 1.3, driveNear: 1.35, driveFar: 1.22, train: 1.2 }

/** Usual walking speed of adults with stops at crossings, km/h. */
const walkingSpeed = 4.7
/** Leisurely cycling in traffic, km/h. */
const cyclingSpeed = 14
/** To the stop, waiting and from the stop, minutes. */
const transitAccess = 9
/** To the car and parking, minutes. */
const parking = 4
/** Being at the station before departure, minutes. */
const stationTime = 12

/** Up to 8 km of a trip by city services at 20 km/h with stops, then suburban ones. */
const transitBands = [
  [8, 20],
  [40, 45],
  [Number.POSITIVE_INFINITY, 60],
] as const
/** City streets, main roads, country roads, motorways. */
const driveBands = [
  [4, 22],
  [15, 36],
  [50, 70],
  [Number.POSITIVE_INFINITY, 102],
] as const
/** Regional, then intercity trains. */
const trainBands = [
  [40, 60],
  [150, 105],
  [Number.POSITIVE_INFINITY, 140],
] as const
/** Where both ends are in countries with fast main lines. Fits London–Edinburgh, Tokyo–Kyoto, Madrid–Seville within 20 %. */
const fastTrainBands = [
  [40, 80],
  [150, 150],
  [Number.POSITIVE_INFINITY, 210],
] as const

/** Countries whose main cities are joined by lines for 200 km/h and more. */
const fastRail = new Set(['AT', 'BE', 'CN', 'DE', 'ES', 'FR', 'GB', 'IT', 'JP', 'KR', 'MA', 'NL', 'SA', 'SE', 'TW'])

/** Ships go round capes and out of harbours: about a tenth more than the straight line. */
const ferryDetour = 1.1
/** Between conventional and fast ferries, km/h: 90 km Tallinn–Helsinki in 2 h, 130 km Seattle–Victoria in 2 h 45. */
const ferrySpeed = 46
/** In and out of the harbours, minutes. */
const harbourTime = 15

/** Block time of a flight beyond the distance: taxi, climb and approach, minutes. */
const flightOverhead = 32
/** Cruising speed of airliners over the ground, km/h. */
const cruise = 830
/** The longest leg flown without a stop in ordinary service, km; beyond it a connection is counted. */
const longestNonstop = 13_000
const connection = 120

const rounded = (minutes: number): number => Math.max(1, Math.round(minutes))

/**
 * Estimates a journey from its great-circle distance.
 * @param metres great-circle distance
 * @param countries ISO codes of both ends where known: decides on fast trains
 */
export function estimateTravel(mode: TravelMode, metres: number, countries: readonly string[] = []): TravelEstimate {
  const straight = metres / 1000
  const along = (factor: number): number => Math.round(metres * factor)
  switch (mode) {
    case 'walk':
      return {
        minutes: rounded(((straight * detour.walk) / walkingSpeed) * 60),
        metres: along(detour.walk),
        method: `straight line × ${detour.walk} at ${walkingSpeed} km/h`,
      }
    case 'bike':
      return {
        minutes: rounded(((straight * detour.bike) / cyclingSpeed) * 60 + 2),
        metres: along(detour.bike),
        method: `straight line × ${detour.bike} at ${cyclingSpeed} km/h, and 2 minutes to lock up`,
      }
    case 'transit':
      return {
        minutes: rounded(minutesByBands(straight * detour.transit, transitBands) + transitAccess),
        metres: along(detour.transit),
        method: `straight line × ${detour.transit} at 20 km/h (faster beyond 8 km), and ${transitAccess} minutes to reach and wait`,
      }
    case 'drive': {
      const factor =
        straight < 20 ? detour.driveNear : detour.driveFar + (detour.driveNear - detour.driveFar) * (20 / straight)
      return {
        minutes: rounded(minutesByBands(straight * factor, driveBands) + parking),
        metres: along(factor),
        method: `straight line × ${factor.toFixed(2)} at 22 km/h in town to 102 km/h on long roads, and ${parking} minutes to park; breaks and traffic not counted`,
      }
    }
    case 'train': {
      const isFast = countries.length > 0 && countries.every((country) => fastRail.has(country))
      const bands = isFast ? fastTrainBands : trainBands
      return {
        minutes: rounded(minutesByBands(straight * detour.train, bands) + stationTime),
        metres: along(detour.train),
        method: `straight line × ${detour.train} at usual ${isFast ? 'fast' : 'intercity'} rail speeds, and ${stationTime} minutes at the station; timetables and changes not known`,
      }
    }
    case 'ferry':
      return {
        minutes: rounded(((straight * ferryDetour) / ferrySpeed) * 60 + harbourTime),
        metres: along(ferryDetour),
        method: `straight line × ${ferryDetour} at ${ferrySpeed} km/h, and ${harbourTime} minutes in harbours; whether and when a ferry sails is not known`,
      }
    case 'flight': {
      const stops = straight > longestNonstop ? connection : 0
      return {
        minutes: rounded((straight / cruise) * 60 + flightOverhead + stops),
        metres: along(1),
        method: `great circle at ${cruise} km/h and ${flightOverhead} minutes for taxi, climb and approach${stops > 0 ? ', with one connection' : ''}; add two to three hours at airports`,
      }
    }
  }
}

/** Longest great-circle distance in metres for which a mode is a sensible answer. */
export const longest: Record<TravelMode, number> = {
  walk: 60_000,
  bike: 250_000,
  transit: 120_000,
  drive: 5_000_000,
  train: 5_000_000,
  ferry: 1_500_000,
  flight: Number.POSITIVE_INFINITY,
}

/** Countries whose cities are joined by passenger trains that run often enough to count on. */
const railCountries = new Set(
  (
    'AT BE BG BY CH CZ DE DK ES FI FR GB HU IE IT LI LT LU LV MC NL NO PL PT RO RS RU SE SI SK SM UA VA ' +
    'CN EG GE HK IL IN JP KR KZ LK MA MY SG TH TN TR TW UZ VN'
  ).split(' '),
)

/** From here on people fly, whatever lies between, in metres. */
export const alwaysFlown = 600_000

/** Over water people take a ferry where it is a matter of two or three hours, in metres; beyond, they fly. */
const longestUsualFerry = 125_000

/**
 * The mode most people take over a distance: on foot, by transit, then by train or car, then by air; over water by ferry,
 * then by air.
 * @param countries ISO codes of both ends where known: decides on trains
 * @param byTheSea whether both ends are
 */
export function usualMode(
  metres: number,
  overland: boolean,
  countries: readonly string[],
  byTheSea = false,
): TravelMode {
  if (!overland) return byTheSea && metres <= longestUsualFerry ? 'ferry' : 'flight'
  if (metres < 1_500) return 'walk'
  if (metres < 35_000) return 'transit'
  const byRail = countries.every((country) => railCountries.has(country))
  if (metres < alwaysFlown) return byRail ? 'train' : metres < 350_000 ? 'drive' : 'flight'
  return 'flight'
}
