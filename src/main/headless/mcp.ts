import { launchOf } from '../launch.ts'
import { readDoorSettings } from './stdio-door/options.ts'
import { runStdioDoor } from './stdio-door/run.ts'

/** `mcp [--data-dir DIR] [--server NAME] [--credential-file FILE]`: the stdio door, until its client is gone. */
export async function mcp(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  await runStdioDoor(args, env, launchOf(readDoorSettings(args, env).dataDir))
}
