import { safeStorage } from 'electron'
import type { Sealer } from '../../platform/vault/sealer.ts'
import { SojournError } from '../../shared/errors.ts'

/**
 * Seals the vault's key with the system's own store (Keychain, DPAPI, libsecret). Only where that protects it: on Linux the
 * backend `basic_text` does not, and the key file takes its place. Once the app is ready.
 */
export async function safeStorageSealer(): Promise<Sealer | undefined> {
  if (process.platform === 'linux' && !protects(safeStorage.getSelectedStorageBackend())) return undefined
  if (!(await safeStorage.isAsyncEncryptionAvailable().catch(() => false))) return undefined
  return {
    kind: 'safe_storage',
    seal: async (bytes) => {
      const sealed = await safeStorage.encryptStringAsync(Buffer.from(bytes).toString('base64'))
      return sealed.toString('base64')
    },
    open: async (sealed) => {
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))
        return Buffer.from(result, 'base64')
      } catch (error) {
        throw new SojournError('locked', 'The secrets of this folder cannot be opened here.', {
          hint: 'Open it on the machine and in the account that sealed it.',
          cause: error,
        })
      }
    },
  }
}

const protects = (backend: string): boolean => backend !== 'basic_text' && backend !== 'unknown'
