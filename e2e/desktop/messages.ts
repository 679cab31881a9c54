/** What the test asks of the main process that runs over the stand-in. */
export type ToMain = { id: number } & (
  | { kind: 'invoke'; channel: string; args: unknown[]; frameUrl: string; embedded: boolean }
  | { kind: 'file'; url: string }
  | { kind: 'follow'; url: string; how: 'navigate' | 'window' }
  | { kind: 'second start'; window: boolean }
  | { kind: 'close window' }
  | { kind: 'quit' }
)

/** What comes back. */
export type FromMain =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; error: string }
  | { kind: 'event'; channel: string; payload: unknown }
  /** Something that the main process did to the stand-in. */
  | { kind: 'note'; what: string }
