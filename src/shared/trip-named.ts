import { folded } from './folded.ts'

/** What the name of a trip is found by. */
interface NamedTrip {
  title: string
  destinations: readonly { place: string }[]
  end_date: string
}

const plain = (name: string): string =>
  folded(name)
    .replaceAll(/[-_\s]+/g, ' ')
    .trim()

/**
 * The trip that `#Lisbon` or `#lisbon-in-may` means, case and accents aside: one called so, else one that goes there, else
 * one with all these words in its title and places. Trips that are not over come before those that are.
 * @param trips by start date
 * @param today the user's local date
 */
export function tripNamed<Trip extends NamedTrip>(
  name: string,
  trips: readonly Trip[],
  today: string,
): Trip | undefined {
  const sought = plain(name)
  if (sought === '') return undefined
  const words = sought.split(' ')
  const among = (some: readonly Trip[]): Trip | undefined =>
    some.find(({ title }) => plain(title) === sought) ??
    some.find(({ destinations }) => destinations.some(({ place }) => plain(place) === sought)) ??
    some.find(({ title, destinations }) => {
      const text = plain([title, ...destinations.map(({ place }) => place)].join(' '))
      return words.every((word) => text.includes(word))
    })
  const isOver = ({ end_date }: Trip) => end_date < today
  return among(trips.filter((trip) => !isOver(trip))) ?? among(trips.filter(isOver).toReversed())
}
