import type { Model } from '@openai/agents-core'
import type { Environment } from './dialogue.ts'

/** Who answers: which model, by which name it is shown and stored. */
export interface ChosenModel {
  name: string
  builtIn: boolean
  model: Model
  /** What a model that is not built in is told about its task. */
  instructions: string
}

/** Where the assistant gets its model from. Connected models are another implementation of this port. */
export interface Models {
  choose(user: string, env: Environment): Promise<ChosenModel>
}

/** The name under which the built-in assistant stands in messages. */
export const builtInName = 'built-in'

/** Always the built-in assistant. */
export const builtInModels: Models = {
  choose: async (_user, env) => {
    // Loaded with the first message: the host is ready without it.
    const { BuiltInModel } = await import('./built-in-model.ts')
    return {
      name: builtInName,
      builtIn: true,
      model: new BuiltInModel(env),
      instructions: 'You are the built-in assistant of Sojourn.',
    }
  },
}
