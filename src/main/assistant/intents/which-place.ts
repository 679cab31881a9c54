import { type CityCandidate, resolveCity } from '../../../mcp/places/contract.ts'
import { fold } from '../../../mcp/places/fold.ts'
import { call, Say, type Talk } from '../talk.ts'
import { listed } from '../wording/sentences.ts'

/** A place that was named and is known. */
export interface KnownPlace {
  /** The name to give to tools. */
  name: string
  /** How it was typed. */
  said: string
  candidate: CityCandidate
  /** Whether the spelling was put right. */
  corrected: boolean
}

export type Resolved =
  | { kind: 'known'; place: KnownPlace }
  | { kind: 'ambiguous'; said: string; candidates: CityCandidate[] }
  | { kind: 'unknown'; said: string }

const titled = (text: string): string =>
  text.replace(/\p{L}[\p{L}']*/gu, (word, at: number) =>
    at > 0 && /^(?:de|do|da|del|of|upon|on|the|la|le|sur|and|di|du)$/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
  )

/** Looks a name up. `qualifier` is a country or region said with it (“San José, Costa Rica”). */
export function* lookUp(said: string, qualifier?: string): Talk<Resolved> {
  const name = qualifier === undefined ? said : `${said}, ${qualifier}`
  const { candidates, ambiguous } = yield* call(resolveCity, { name })
  const [first] = candidates
  if (first === undefined) return { kind: 'unknown', said }
  if (ambiguous) return { kind: 'ambiguous', said, candidates }
  const sameName = fold(first.name) === fold(said) || fold(said).startsWith(`${fold(first.name)} `)
  const keepsTyped = sameName || first.kind !== 'city' || qualifier !== undefined || said.includes(',')
  const typed = /\p{Lu}/u.test(said) ? said : titled(said)
  return {
    kind: 'known',
    place: {
      name: keepsTyped && first.confidence >= 0.99 ? (qualifier === undefined ? typed : `${typed}, ${qualifier}`) : first.name,
      said,
      candidate: first,
      corrected: first.confidence < 0.95 && fold(first.name) !== fold(said),
    },
  }
}

/** A candidate so that a person can tell it from the others: “San José, Costa Rica”, “Portland, Oregon, United States”. */
export function candidateNames(candidates: readonly CityCandidate[]): string[] {
  const shown = candidates.slice(0, 4)
  const named = shown.map(({ name, country_name, region }) => {
    const sameCountry = shown.filter((other) => other.country_name === country_name).length > 1
    return region !== undefined && (sameCountry || /United States|Canada|Australia/.test(country_name))
      ? `${name}, ${region}`
      : `${name}, ${country_name}`
  })
  return [...new Set(named)]
}

/** Asks which of several places is meant; the answer is put where the name stood. */
export function askWhich(said: string, candidates: readonly CityCandidate[], message: string): Say {
  const choices = candidateNames(candidates)
  const at = message.toLowerCase().indexOf(said.toLowerCase())
  const template = at < 0 ? `${message} in "{}"` : `${message.slice(0, at)}"{}"${message.slice(at + said.length)}`
  const shown = candidates.slice(0, 4).map(({ name, region, country_name }) => [name, region, country_name].filter((part) => part !== undefined).join(', '))
  return new Say({
    text: `There is more than one ${candidates[0]?.name ?? said}. Which do you mean: ${listed([...new Set(shown)]).replace(/ and ([^,]*(?:, [^,]*)*)$/, ' or $1')}?`,
    suggestions: choices,
    question: { template, choices },
  })
}

export function unknownPlace(said: string): Say {
  return new Say({
    text: `I don’t know a place called “${said}”, so I have not changed anything. Check the spelling, or name a larger town nearby.`,
    suggestions: [],
  })
}

/** The one place a name means. @throws Say where it must be asked, or is unknown */
export function* thePlace(said: string, message: string): Talk<KnownPlace> {
  const resolved = yield* lookUp(said)
  if (resolved.kind === 'known') return resolved.place
  if (resolved.kind === 'ambiguous') throw askWhich(said, resolved.candidates, message)
  throw unknownPlace(said)
}
