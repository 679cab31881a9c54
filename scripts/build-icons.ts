/** Draws the PNG icons from the app's own SVG, in a browser: `node scripts/build-icons.ts`. The files are kept in git. */
import { mkdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { browserHere } from '../e2e/browser.ts'

const project = resolve(import.meta.dirname, '..')
const svg = readFileSync(resolve(project, 'src', 'renderer', 'public', 'icon.svg'), 'utf8')
const folder = resolve(project, 'resources', 'icons')

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch(await browserHere())
for (const size of [128, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`)
  await page.screenshot({ path: resolve(folder, `icon-${size}.png`), omitBackground: true })
}
await browser.close()
