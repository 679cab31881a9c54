/** The kinds of failure that may cross a door, with the HTTP status each becomes over REST. */
export const statusOfKind = {
  invalid_input: 400,
  not_found: 404,
  unauthorized: 401,
  forbidden: 403,
  needs_approval: 403,
  conflict: 409,
  rate_limited: 429,
  not_configured: 424,
  locked: 423,
  unavailable: 503,
  timeout: 504,
  cancelled: 499,
  internal: 500,
} as const

export type ErrorKind = keyof typeof statusOfKind

/** One rejected field of an input: where it is and why it was refused. */
export interface Issue {
  path: string
  message: string
}

/** An error as it stands on a wire. */
export interface ErrorBody {
  kind: ErrorKind
  message: string
  hint?: string
  issues?: Issue[]
  /** Set with `needs_approval`: the approval that the user can answer. */
  approval_id?: string
}

/**
 * The one error that crosses a door. `message` is a sentence for a person; `hint` says what to do next.
 * Anything else thrown by our code is a bug and becomes `internal` at the door.
 */
export class SojournError extends Error {
  readonly kind: ErrorKind
  readonly hint: string | undefined
  readonly issues: Issue[] | undefined
  readonly approvalId: string | undefined
  /** Of `rate_limited`: seconds until there is room again. */
  readonly retryAfter: number | undefined

  constructor(
    kind: ErrorKind,
    message: string,
    details: { hint?: string; issues?: Issue[]; approvalId?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'SojournError'
    this.kind = kind
    this.hint = details.hint
    this.issues = details.issues
    this.approvalId = details.approvalId
    this.retryAfter = details.retryAfter
  }

  toBody(): ErrorBody {
    return {
      kind: this.kind,
      message: this.message,
      ...(this.hint !== undefined && { hint: this.hint }),
      ...(this.issues !== undefined && { issues: this.issues }),
      ...(this.approvalId !== undefined && { approval_id: this.approvalId }),
    }
  }

  static fromBody(body: ErrorBody): SojournError {
    return new SojournError(body.kind, body.message, {
      ...(body.hint !== undefined && { hint: body.hint }),
      ...(body.issues !== undefined && { issues: body.issues }),
      ...(body.approval_id !== undefined && { approvalId: body.approval_id }),
    })
  }
}

/** A value that the types say cannot be. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
