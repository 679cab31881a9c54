import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { projectDir } from '../../environment.ts'
import type { Referents } from '../referents.ts'
import { featuresOf } from './features.ts'
import { likelihoods, type Weights } from './weights.ts'

const file = join(projectDir, 'resources', 'data', 'gist.json')
const shape = z.object({ intents: z.array(z.string()), features: z.record(z.string(), z.array(z.number())) })

let weights: Weights | undefined

/**
 * What a clause is most likely about, by weights learnt from the tables of requests (`scripts/build-data.ts`): 0 to 1 for
 * each intent. It knows wordings that no pattern spells out; the families decide what is to be done.
 */
export function gistOf(plain: string, referents: Referents, first: boolean): ReadonlyMap<string, number> {
  weights ??= shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  const topic = referents.topic === 'task' || referents.topic === 'none' ? referents.topic : 'trip'
  return likelihoods(weights, featuresOf(plain, { trip: referents.tripId !== undefined, topic, first }))
}

/** Intents that the tables do not tell apart from another. */
export const gistIntent: Record<string, string> = { update_stop: 'move_stop', swap_days: 'move_stop' }

/** How likely an intent is that has nothing for or against it. */
const even = 0.03
const weight = 5
const most = 15

/**
 * A pattern's score, moved by how likely its intent is: up to 15 points up or down.
 * @param likely undefined for an intent that the weights do not know, which leaves the score as it is
 */
export function weighed(score: number, likely: number | undefined): number {
  if (likely === undefined) return score
  return score + Math.max(-most, Math.min(most, weight * Math.log(Math.max(likely, 1e-6) / even)))
}
