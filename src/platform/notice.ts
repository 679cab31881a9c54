/** Something the user should read: what happened, and what to do about it. */
export interface Notice {
  /** For programs: `database_restored`. */
  code: string
  severity: 'note' | 'warning' | 'error'
  message: string
  hint?: string
}
