import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'

/**
 * How to launch a Chromium here: the packaged one on linux-x64 (unpacked into the temporary folder at the first use), else
 * the one Playwright has fetched, else an installed Chrome, else one that Playwright fetches now.
 */
export async function browserHere(): Promise<LaunchOptions> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium')
    return { executablePath: await packaged.executablePath(), args: ['--no-sandbox'] }
  }
  if (existsSync(chromium.executablePath())) return {}
  if (installedChromes().some(existsSync)) return { channel: 'chrome' }
  fetchChromium()
  return {}
}

/** Where Chrome's installers put it. */
function installedChromes(): string[] {
  if (process.platform === 'darwin') return ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
  if (process.platform !== 'win32') return ['/opt/google/chrome/chrome']
  return ['LOCALAPPDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)'].flatMap((name) => {
    const folder = process.env[name]
    return folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')]
  })
}

function fetchChromium(): void {
  const playwright = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js')
  const { status } = spawnSync(process.execPath, [playwright, 'install', 'chromium'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('No browser for the tests: install Chrome, or run npx playwright install chromium')
}
