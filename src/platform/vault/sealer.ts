/** What keeps the vault's data key: the system's key store on the desktop, else a passphrase or a key file. */
export type SealerKind = 'safe_storage' | 'passphrase' | 'key_file'

/** Seals the data key, so that it can lie on the disk. */
export interface Sealer {
  readonly kind: SealerKind
  seal(bytes: Uint8Array): Promise<string>
  /** @throws SojournError `locked` where it cannot: another passphrase, another machine */
  open(sealed: string): Promise<Uint8Array>
}
