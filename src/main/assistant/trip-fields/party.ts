import { readPartyChange } from '../entities/party-change.ts'
import { readParty } from '../entities/people.ts'
import { gap, matches, overlaps, type Span } from '../entities/span.ts'
import { type Found, Refused, type TripNow } from './trip-now.ts'

const totals = [
  /\b(?:number of (?:people|travellers|persons|guests|adults)|travellers|people|persons|headcount|head count|party size|group size|party|group)(?: to| is| is now| should be| at|:| =)+ (?:now )?(\d{1,2})\b/,
  /\b(?:we're|we are|we'll be|we will be|we(?: have|'ve)? (?:become|grown to)|(?:that )?makes us|it's|it is|there are|there'll be|there will be)(?: now| just| only| actually)* (\d{1,2})(?: now| people| of us)?(?= ?(?:$|[,;!?]|\.(?!\d)|and\b|now\b|instead\b))/,
  /\b(?:now |just |only )?(\d{1,2}|one|1) of us\b/,
  /\b(?:for|to) (\d{1,2}) (?:people|persons|travellers|adults|guests)\b/,
]

/** How many travel: a total that was said, else the trip's own with who joins or drops out. */
export function readTravellers(plain: string, trip: TripNow): Found<number> | Refused | undefined {
  // “It’s not two of us, it’s three”.
  const meant = plain.replace(/\bnot (?:the )?\d{1,2}(?: of us| people| persons)?/g, (words) =>
    gap.repeat(words.length),
  )
  const party = totalIn(meant)
  const joined = readPartyChange(meant)
  // “Rome is cancelled” is of the city.
  const ofPlace = trip.destinations.some(({ place }) => meant.slice(joined?.start).startsWith(place.toLowerCase()))
  const change = ofPlace ? undefined : joined
  if (party !== undefined && (change === undefined || !overlaps(party, change)))
    return { value: party.count, spans: change === undefined ? [party] : [party, change] }
  if (change === undefined) return undefined
  const travellers = trip.travellers + change.by
  return travellers < 1 ? new Refused('Somebody has to travel.') : { value: travellers, spans: [change] }
}

function totalIn(plain: string): (Span & { count: number }) | undefined {
  for (const form of totals) {
    const match = matches(form, plain)[0]
    if (match !== undefined)
      return { start: match.start, end: match.end, count: Number(match.groups[1] === 'one' ? 1 : match.groups[1]) }
  }
  const party = readParty(plain)
  // “give us 6” is as likely of days.
  return party !== undefined &&
    /\b(?:give|for) $/.test(plain.slice(0, party.start)) &&
    /^us \d/.test(plain.slice(party.start))
    ? undefined
    : party
}
