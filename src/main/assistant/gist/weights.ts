/** A multinomial logistic regression: for each feature its weight for each intent. */
export interface Weights {
  intents: string[]
  /** In the order of `intents`, in hundredths. */
  features: Record<string, number[]>
}

/** A clause with the intent that it has. */
export interface Example {
  features: string[]
  intent: string
}

const epochs = 25
const step = 0.15
const decay = 1e-4
/** Long clauses weigh no more than short ones. */
const scale = (features: number): number => 3 / Math.sqrt(features)

/**
 * Fits weights to examples by stochastic gradient descent with AdaGrad steps (Duchi et al. 2011). The same examples give
 * the same weights.
 */
export function learn(examples: readonly Example[]): Weights {
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort()
  const index = indexOf(examples)
  const size = intents.length
  const weights = new Float64Array(index.size * size)
  const squares = new Float64Array(index.size * size).fill(1e-8)
  const rows = examples.map(({ features, intent }) => ({
    features: features.flatMap((name) => index.get(name) ?? []),
    intent: intents.indexOf(intent),
  }))
  const random = pseudoRandom(1)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { features, intent } of shuffled(rows, random)) {
      const factor = scale(features.length)
      const scores = new Float64Array(size)
      for (const feature of features)
        for (let k = 0; k < size; k++) scores[k] = (scores[k] ?? 0) + (weights[feature * size + k] ?? 0) * factor
      const likely = softmax(scores)
      for (let k = 0; k < size; k++) {
        const error = (likely[k] ?? 0) - (k === intent ? 1 : 0)
        if (Math.abs(error) < 1e-3) continue
        for (const feature of features) {
          const at = feature * size + k
          const gradient = error * factor + decay * (weights[at] ?? 0)
          squares[at] = (squares[at] ?? 0) + gradient * gradient
          weights[at] = (weights[at] ?? 0) - (step * gradient) / Math.sqrt(squares[at] ?? 1)
        }
      }
    }
  }
  const features: Record<string, number[]> = {}
  for (const [name, at] of index)
    features[name] = [...weights.subarray(at * size, (at + 1) * size)].map((weight) => Math.round(weight * 100))
  return { intents, features }
}

/** The features that occur more than once: what occurs once tells of its example alone. */
function indexOf(examples: readonly Example[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const { features } of examples) for (const name of features) count.set(name, (count.get(name) ?? 0) + 1)
  return new Map([...count].filter(([, times]) => times > 1).map(([name], at) => [name, at]))
}

/** How likely each intent is, from 0 to 1, all together 1. */
export function likelihoods(weights: Weights, features: readonly string[]): Map<string, number> {
  const scores = new Float64Array(weights.intents.length)
  const factor = scale(features.length) / 100
  for (const name of features) {
    const row = Object.hasOwn(weights.features, name) ? weights.features[name] : undefined
    for (const [k, weight] of row?.entries() ?? []) scores[k] = (scores[k] ?? 0) + weight * factor
  }
  const likely = softmax(scores)
  return new Map(weights.intents.map((intent, k) => [intent, likely[k] ?? 0]))
}

function softmax(scores: Float64Array): Float64Array {
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

/** Lehmer's generator: numbers from 0 to 1, the same for the same seed. */
function pseudoRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const [a, b] = [order[last], order[other]]
    if (a !== undefined && b !== undefined) [order[last], order[other]] = [b, a]
  }
  return order
}
