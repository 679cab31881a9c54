import { SojournError } from '../../../shared/errors.ts'
import { runStdioDoor } from './run.ts'

// The entry of the one self-contained script: it runs on the client's own Node, and knows nothing of this project's folder.
runStdioDoor(process.argv.slice(2), process.env).catch((error: unknown) => {
  const text = error instanceof SojournError ? [error.message, error.hint].filter(Boolean).join(' ') : String(error)
  process.stderr.write(`sojourn: ${text}\n`)
  process.exit(1)
})
