import { prepareData, prepareRenderer } from '../src/main/headless/prepare.ts'

/** Builds the offline data and the renderer before the first test, where they are missing or stale. */
export default async function setup(): Promise<void> {
  await prepareData()
  await prepareRenderer()
}
