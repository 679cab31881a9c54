import Conf from 'conf'
import { type Host, openHost } from '../host.ts'
import { answers } from '../running-host.ts'
import { rendererDir } from './prepare.ts'

/** The host on a data folder, in plain Node: settings by conf, secrets by passphrase or key file. */
export function openHeadlessHost(dataDir: string, env: NodeJS.ProcessEnv): Promise<Host> {
  return openHost({
    dataDir,
    env,
    rendererDir,
    openSettings: () =>
      new Conf({ cwd: dataDir, configName: 'settings', projectName: 'sojourn', configFileMode: 0o600 }),
    probe: answers,
  })
}
