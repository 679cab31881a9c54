import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'

/** What `bridge.json` tells a program of the same user about the running host. */
export const bridgeFile = z.object({
  url: z.string(),
  mcp: z.string(),
  token: z.string(),
  user_id: z.string(),
  pid: z.number(),
  version: z.string(),
})
export type BridgeFile = z.infer<typeof bridgeFile>

/** How to start this installation without a window. */
export interface LaunchFile {
  command: string
  args: string[]
  cwd: string
  env: Record<string, string>
}

/** Makes the data folder, readable by the user alone. */
export function makeDataDir(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  chmodSync(dir, 0o700)
}

/** Writes a file whole or not at all, readable by the user alone; makes its folder where there is none. */
export function writePrivately(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const partial = `${file}.${process.pid}.part`
  writeFileSync(partial, text, { mode: 0o600 })
  // The mode above is for a file that is made: one left behind keeps its own.
  chmodSync(partial, 0o600)
  renameSync(partial, file)
}

/** A value as the JSON files of the data folder hold it. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

export function writeBridgeFile(dir: string, content: BridgeFile): void {
  writePrivately(join(dir, 'bridge.json'), jsonText(content))
}

export function removeBridgeFile(dir: string): void {
  rmSync(join(dir, 'bridge.json'), { force: true })
}

/** The running host's `bridge.json`, or undefined where there is none that can be read. */
export function readBridgeFile(dir: string): BridgeFile | undefined {
  try {
    return bridgeFile.parse(JSON.parse(readFileSync(join(dir, 'bridge.json'), 'utf8')))
  } catch {
    return undefined
  }
}

export function writeLaunchFile(dir: string, content: LaunchFile): void {
  writePrivately(join(dir, 'launch.json'), jsonText(content))
}
