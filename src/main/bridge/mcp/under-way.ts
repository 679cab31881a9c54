/** A request's id: `1` and `"1"` are two. */
type RequestId = string | number

const keyOf = (sessionId: string, id: RequestId): string => `${sessionId}\n${JSON.stringify(id)}`

/** Requests of sessions that are under way here, so that a notice on another connection can cancel them. */
export class UnderWay {
  readonly #controllers = new Map<string, AbortController>()

  /**
   * Runs work under a signal that the client's cancellation aborts, whichever connection it comes by.
   * @param cancelled told of it too
   */
  async run<Result>(
    request: { session: string; id: RequestId; signal: AbortSignal; cancelled: AbortController | undefined },
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const key = keyOf(request.session, request.id)
    const controller = new AbortController()
    const { cancelled } = request
    if (cancelled !== undefined) {
      controller.signal.addEventListener('abort', () => cancelled.abort(), { once: true })
    }
    this.#controllers.set(key, controller)
    try {
      return await work(AbortSignal.any([request.signal, controller.signal]))
    } finally {
      if (this.#controllers.get(key) === controller) this.#controllers.delete(key)
    }
  }

  cancel(session: string, id: unknown): void {
    if (typeof id !== 'string' && typeof id !== 'number') return
    this.#controllers.get(keyOf(session, id))?.abort(new Error('The client cancelled the request'))
  }

  /** Ends what is under way in a session, or everywhere. */
  end(session?: string): void {
    for (const [key, controller] of this.#controllers) {
      if (session === undefined || key.startsWith(`${session}\n`)) controller.abort(new Error('The session ended'))
    }
  }
}
