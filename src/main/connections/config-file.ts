import { randomUUID } from 'node:crypto'
import * as nodeFiles from 'node:fs'
import { dirname } from 'node:path'
import { SojournError } from '../../shared/errors.ts'
import { leftAlone } from './entry.ts'

/** The file operations that writing takes; a test breaks them off one by one. */
export type FileSteps = Pick<
  typeof nodeFiles,
  | 'chmodSync'
  | 'closeSync'
  | 'fsyncSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'writeSync'
>

/** A configuration as it was read. */
export interface ConfigText {
  /** Where it really stands: behind links. */
  file: string
  /** undefined where there is no file. */
  bytes: Buffer | undefined
  /** Without the byte order mark. */
  text: string
  mark: boolean
}

const byteOrderMark = '\ufeff'

/** @throws SojournError `conflict` where it is no UTF-8 text, `forbidden` where it cannot be read */
export function readConfig(file: string): ConfigText {
  let real = file
  let bytes: Buffer
  try {
    real = nodeFiles.realpathSync(file)
    bytes = nodeFiles.readFileSync(real)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { file: real, bytes: undefined, text: '', mark: false }
    throw new SojournError('forbidden', `${file} cannot be read.`, {
      hint: 'Give yourself access to it.',
      cause: error,
    })
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw leftAlone('The file is not written in UTF-8.')
  }
  const mark = text.startsWith(byteOrderMark)
  return { file: real, bytes, text: mark ? text.slice(1) : text, mark }
}

/** A text as the bytes of this configuration. */
export const bytesOf = (config: ConfigText, text: string): Buffer =>
  Buffer.from((config.mark ? byteOrderMark : '') + text, 'utf8')

/** What stood in a configuration before it was changed. */
export const backupOf = (file: string): string => `${file}.sojourn-backup`

/**
 * Writes a configuration whole or not at all: into a file beside it, which then takes its place and its mode. What stood
 * there before is kept in a backup beside it.
 * @param before as it was read; `conflict` where it has changed since
 * @param after undefined: the file goes away
 * @param backup whether to keep what stood there
 * @returns the topmost folder that had to be made
 */
export function writeConfig(
  before: ConfigText,
  after: Buffer | undefined,
  backup: boolean,
  steps: FileSteps = nodeFiles,
): string | undefined {
  const { file } = before
  const mode = before.bytes === undefined ? 0o600 : steps.statSync(file).mode & 0o777
  const madeFolder = steps.mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  if (backup && before.bytes !== undefined) replace(backupOf(file), before.bytes, mode, () => {}, steps)
  const unchanged = () => {
    if (!sameBytes(readBytes(file, steps), before.bytes)) {
      throw new SojournError('conflict', `${file} was changed by another program at this moment.`, {
        hint: 'Try again.',
      })
    }
  }
  if (after === undefined) {
    unchanged()
    steps.rmSync(file, { force: true })
  } else replace(file, after, mode, unchanged, steps)
  return madeFolder
}

function replace(file: string, bytes: Buffer, mode: number, ready: () => void, steps: FileSteps): void {
  const partial = `${file}.${randomUUID()}.part`
  try {
    const handle = steps.openSync(partial, 'wx', mode)
    try {
      for (let written = 0; written < bytes.length; ) written += steps.writeSync(handle, bytes, written)
      steps.fsyncSync(handle)
    } finally {
      steps.closeSync(handle)
    }
    // The process's mask may have taken away what the file before allowed.
    steps.chmodSync(partial, mode)
    ready()
    steps.renameSync(partial, file)
  } catch (error) {
    nodeFiles.rmSync(partial, { force: true })
    if (error instanceof SojournError) throw error
    throw new SojournError('forbidden', `${file} could not be written.`, { hint: 'Nothing was changed.', cause: error })
  }
}

/** Takes away the folders that were made for a file, as far as nothing else is in them. */
export function removeMadeFolders(file: string, topmost: string): void {
  try {
    for (let folder = dirname(file); folder.startsWith(topmost); folder = dirname(folder)) nodeFiles.rmdirSync(folder)
  } catch {
    // Something else is in it: it stays.
  }
}

function readBytes(file: string, steps: FileSteps): Buffer | undefined {
  try {
    return steps.readFileSync(file)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

const sameBytes = (a: Buffer | undefined, b: Buffer | undefined): boolean =>
  a === undefined || b === undefined ? a === b : a.equals(b)

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
