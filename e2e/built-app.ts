import { prepareData, prepareDesktop, prepareRenderer } from '../src/main/headless/prepare.ts'

/** Builds the offline data, the renderer and the desktop shell before the first test, where they are missing or stale. */
export default async function setup(): Promise<void> {
  await prepareData()
  // It makes the renderer too, which is then found to be there.
  await prepareDesktop()
  await prepareRenderer()
}
