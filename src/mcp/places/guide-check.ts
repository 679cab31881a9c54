import { minutesOf, weekdays } from '../../shared/dates.ts'
import { metresBetween, type Point } from '../../shared/geo.ts'
import { fold } from './fold.ts'
import type { GuideFile, GuidePlace } from './guide-file.ts'

/** Largest distance of a place from its city's centre, in metres. */
const farthestFromCentre = 25_000
/** Places closer than this with similar names are taken for one, in metres. */
const sameSpot = 30
/** How far apart places may be that a sentence says are next to each other, in metres. */
const neighbourly = 400
/** Longest sentence shown on a card, in characters. */
const longestSentence = 160

/** Whether a point lies in a ring of [lat, lon]. */
function isInRing({ lat, lon }: Point, ring: readonly (readonly [number, number])[]): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [latI, lonI] = ring[i] ?? [0, 0]
    const [latJ, lonJ] = ring[j] ?? [0, 0]
    if (latI > lat !== latJ > lat && lon < ((lonJ - lonI) * (lat - latI)) / (latJ - latI) + lonI) inside = !inside
  }
  return inside
}

function* pairs<Value>(values: readonly Value[]): Generator<[Value, Value]> {
  for (const [index, first] of values.entries()) for (const second of values.slice(index + 1)) yield [first, second]
}

const emptyWords = new Set(['the', 'of', 'de', 'la', 'le', 'da', 'do', 'del', 'di', 'st', 'and'])

/** Whether two names share half of their words or one contains the other. */
function areSimilar(a: string, b: string): boolean {
  const first = fold(a)
  const second = fold(b)
  if (first.includes(second) || second.includes(first)) return true
  const words = (key: string) => key.split(' ').filter((word) => !emptyWords.has(word))
  const common = words(first).filter((word) => words(second).includes(word))
  return common.length * 2 >= Math.min(words(first).length, words(second).length) && common.length > 0
}

function doubles(file: GuideFile): string[] {
  const found: string[] = []
  for (const [a, b] of pairs(file.places)) {
    const metres = metresBetween(a, b)
    if (a.id === b.id) found.push(`${a.id} stands twice`)
    else if (fold(a.name) === fold(b.name)) found.push(`${a.id} and ${b.id} have the same name`)
    else if (metres < sameSpot && areSimilar(a.name, b.name)) found.push(`${a.id} and ${b.id} are one place`)
    else if (metres === 0) found.push(`${a.id} and ${b.id} stand on the same spot`)
    if (a.id !== b.id && a.sentence === b.sentence) found.push(`${a.id} and ${b.id} have the same sentence`)
  }
  return found
}

function misplaced(file: GuideFile, others: readonly GuideFile[]): string[] {
  return file.places.flatMap((place) => {
    const metres = metresBetween(place, file)
    const nearer = others.find((other) => other.slug !== file.slug && metresBetween(place, other) < metres)
    return [
      ...(metres > farthestFromCentre ? [`${place.id} is ${Math.round(metres / 1000)} km from the centre`] : []),
      ...(nearer === undefined ? [] : [`${place.id} is nearer to ${nearer.city}`]),
      ...file.water
        .filter((water) => isInRing(place, water.ring))
        .map((water) => `${place.id} lies in the water (${water.name})`),
    ]
  })
}

const besideWords = /\b(next to|opposite|beside|in front of|adjacent to|across from|alongside)\b/i

/** Places of the file whose name or alias the sentence says right after a word of neighbourhood. */
function neighboursNamed(place: GuidePlace, file: GuideFile): GuidePlace[] {
  const match = besideWords.exec(place.sentence)
  if (match === null) return []
  const after = ` ${fold(place.sentence.slice(match.index + match[0].length).split(/[,;.]/)[0] ?? '')} `
  return file.places.filter(
    (other) =>
      other.id !== place.id &&
      [other.name, ...other.aliases].some((name) => after.includes(` ${fold(name)} `)) &&
      !fold(place.name).includes(fold(other.name)),
  )
}

function wrongNeighbours(file: GuideFile): string[] {
  const byId = new Map(file.places.map((place) => [place.id, place]))
  return file.places.flatMap((place) => [
    ...place.neighbours.flatMap((id) => {
      const other = byId.get(id)
      if (other === undefined) return [`${place.id} names ${id}, which is not in the file`]
      const metres = Math.round(metresBetween(place, other))
      return metres > neighbourly ? [`${place.id} is said to be near ${id}, but is ${metres} m away`] : []
    }),
    ...neighboursNamed(place, file)
      .filter((other) => !place.neighbours.includes(other.id))
      .map((other) => `${place.id} speaks of ${other.id} as near without listing it`),
  ])
}

const time = /^([01]\d|2\d|30):[0-5]\d$/

function wrongHours(place: GuidePlace): string[] {
  const { hours } = place
  if (hours === null || hours === 'always') return []
  return weekdays.flatMap((day) => {
    let before = -1
    return hours[day].flatMap(([open, close]) => {
      const isRight =
        time.test(open) &&
        time.test(close) &&
        minutesOf(open) < 24 * 60 &&
        minutesOf(close) > minutesOf(open) &&
        minutesOf(open) >= before
      before = minutesOf(close)
      return isRight ? [] : [`${place.id} has impossible hours on ${day}: ${open} to ${close}`]
    })
  })
}

function wrongDetails(file: GuideFile): string[] {
  return file.places.flatMap((place) => [
    ...(place.id.startsWith(`${file.slug}/`) ? [] : [`${place.id} does not begin with ${file.slug}/`]),
    ...wrongHours(place),
    ...(place.visit_minutes >= 10 && place.visit_minutes <= 480
      ? []
      : [`${place.id} takes ${place.visit_minutes} minutes`]),
    ...(place.sentence.length <= longestSentence
      ? []
      : [`${place.id} has a sentence of ${place.sentence.length} characters`]),
    ...(place.sentence.trim() === '' ? [`${place.id} has no sentence`] : []),
  ])
}

function wrongClimate(file: GuideFile): string[] {
  return file.climate.flatMap((month, index) => [
    ...(month.month === index + 1 ? [] : [`${file.slug}: climate month ${index + 1} is missing`]),
    ...(month.min < month.max && month.min > -40 && month.max < 50
      ? []
      : [`${file.slug}: climate of month ${month.month} is not possible`]),
    ...(month.rain_days <= 31 ? [] : [`${file.slug}: rain on ${month.rain_days} days`]),
  ])
}

/**
 * Everything about a city of the guide that cannot be right, in sentences: doubles, places outside the city, nearer to
 * another city, in the water, far from their stated neighbours, impossible hours and lengths.
 */
export function checkGuideFile(file: GuideFile, others: readonly GuideFile[]): string[] {
  return [
    ...doubles(file),
    ...misplaced(file, others),
    ...wrongNeighbours(file),
    ...wrongDetails(file),
    ...wrongClimate(file),
  ]
}
