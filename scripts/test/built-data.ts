import { ensureData } from '../build-data.ts'

/** Makes the offline data before the first test, where it is missing or stale. */
export default async function setup(): Promise<void> {
  await ensureData()
}
