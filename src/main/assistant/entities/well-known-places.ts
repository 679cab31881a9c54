import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { folded } from '../../../shared/folded.ts'
import { projectDir } from '../../environment.ts'

const file = join(projectDir, 'resources', 'data', 'place-names.json')
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

let known: ReadonlySet<string> | undefined

/** Whether a text is the name of a country or of a large city, a capital or a city of the guide, however it is written. */
export function isWellKnownPlace(text: string): boolean {
  known ??= new Set([...z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))), ...countries()])
  return known.has(folded(text))
}

/** The English names of all countries, as the runtime knows them. */
function countries(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  return [...letters]
    .flatMap((first) => [...letters].map((second) => names.of(first + second)))
    .filter((name) => name !== undefined)
    .map(folded)
}
