import { examplesOf } from '../../src/main/assistant/gist/examples.ts'
import { learn } from '../../src/main/assistant/gist/weights.ts'
import { readTable, requestsFolder, tableNames } from '../../src/main/assistant/requests/table.ts'

export { requestsFolder }

/** The weights by which the built-in assistant senses what a request is about, from the tables of requests. */
export const gistWeights = (): string =>
  JSON.stringify(learn(tableNames().flatMap((name) => examplesOf(readTable(name)))))
