import { type CityCandidate, resolveCity } from '../../../mcp/places/contract.ts'
import { fold } from '../../../mcp/places/fold.ts'
import type { Context } from '../context.ts'
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
    at > 0 && /^(?:de|do|da|del|of|upon|on|the|la|le|sur|and|di|du)$/.test(word)
      ? word
      : word.charAt(0).toUpperCase() + word.slice(1),
  )

/** Looks a name up. `qualifier` is a country or region said with it (“San José, Costa Rica”). */
export function* lookUp(said: string, context: Context, qualifier?: string): Talk<Resolved> {
  const named = /^ldn$/i.test(said) ? 'London' : said
  const name = qualifier === undefined ? named : `${named}, ${qualifier}`
  const { candidates, ambiguous } = yield* call(resolveCity, { name })
  const [top] = candidates
  if (top === undefined) return { kind: 'unknown', said }
  const near = ambiguous ? atHome(candidates, context) : undefined
  if (ambiguous && near === undefined) return { kind: 'ambiguous', said, candidates }
  const first = near ?? top
  if (near !== undefined) {
    const name = `${near.name}, ${near.country_name}`
    return { kind: 'known', place: { name, said, candidate: near, corrected: false } }
  }
  const sameName = fold(first.name) === fold(said) || fold(said).startsWith(`${fold(first.name)} `)
  const keepsTyped = sameName || first.kind !== 'city' || qualifier !== undefined || said.includes(',')
  const typed =
    /\p{Lu}/u.test(said) && (said !== said.toUpperCase() || said.length <= 3) ? said : titled(said.toLowerCase())
  return {
    kind: 'known',
    place: {
      name:
        keepsTyped && first.confidence >= 0.99
          ? qualifier === undefined
            ? typed
            : `${typed}, ${qualifier}`
          : first.name,
      said,
      candidate: first,
      corrected: first.confidence < 0.95 && fold(first.name) !== fold(said),
    },
  }
}

/** Among places of one name, the one in the user's own country, unless another is far better known. */
function atHome(candidates: readonly CityCandidate[], { env }: Context): CityCandidate | undefined {
  const country = new Intl.Locale(env.profile.locale).region
  const largest = Math.max(...candidates.map(({ population }) => population))
  const own = candidates.filter((candidate) => candidate.country === country && candidate.population >= largest * 0.3)
  return own.length === 1 ? own[0] : undefined
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
  const shown = candidates
    .slice(0, 4)
    .map(({ name, region, country_name }) =>
      [name, region, country_name].filter((part) => part !== undefined).join(', '),
    )
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
export function* thePlace(said: string, context: Context): Talk<KnownPlace> {
  const resolved = yield* lookUp(said, context)
  if (resolved.kind === 'known') return resolved.place
  if (resolved.kind === 'ambiguous') throw askWhich(said, resolved.candidates, context.message)
  throw unknownPlace(said)
}
