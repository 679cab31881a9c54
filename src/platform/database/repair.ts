import { chmodSync, copyFileSync, existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { Notice } from '../notice.ts'
import { type FolderBackups, flush } from './backup.ts'
import { findDamage } from './sqlite-file.ts'

/**
 * Makes sure that `file` is a sound database or does not exist. A damaged one is set aside with what belongs to it and the
 * newest good backup takes its place; a missing one is restored the same way where there is a backup.
 * @returns what the user should know about it
 */
export function repairDatabase(file: string, backups: FolderBackups, now: number): Notice[] {
  const exists = existsSync(file)
  const good = (): ReturnType<FolderBackups['newestGood']> => backups.newestGood()
  if (!exists && backups.list().length === 0) return []
  const damage = exists ? findDamage(file) : 'it is missing'
  if (damage === undefined) return []
  // A new file that was never written to, as a crash at the first start leaves it.
  if (damage === 'it is empty' && !existsSync(`${file}-wal`) && backups.list().length === 0) return []

  const stamp = Temporal.Instant.fromEpochMilliseconds(now).toString({ fractionalSecondDigits: 3 })
  const aside = `${file}.damaged-${stamp.replaceAll(/[-:]/g, '')}`
  // The WAL goes too: it must never be replayed over a restored file.
  for (const end of ['-wal', '-shm', '-journal', '']) if (existsSync(file + end)) renameSync(file + end, aside + end)
  const kept = exists ? `The damaged file is kept as ${path.basename(aside)}.` : undefined

  const restored = good()
  if (restored === undefined) {
    return [
      {
        code: 'database_lost',
        severity: 'error',
        message: `The database was damaged (${damage}) and there was no backup, so Sojourn started with an empty one.`,
        ...(kept !== undefined && { hint: kept }),
      },
    ]
  }
  const partial = `${file}.restoring`
  copyFileSync(restored.file, partial)
  chmodSync(partial, 0o600)
  flush(partial)
  renameSync(partial, file)
  flush(path.dirname(file))
  const at = Temporal.Instant.fromEpochMilliseconds(restored.backup.at).toString({ smallestUnit: 'second' })
  return [
    {
      code: 'database_restored',
      severity: 'error',
      message: `The database was damaged (${damage}). The backup of ${at} was restored; everything changed since then is lost.`,
      ...(kept !== undefined && { hint: kept }),
    },
  ]
}
