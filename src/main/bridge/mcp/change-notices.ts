import type { ChangedEntity } from '../../../shared/host-api.ts'
import { resourceProviders } from './resources.ts'

/** What clients are told after changes. */
export interface Notices {
  /** Addresses of resources whose text changed. */
  uris: readonly string[]
  resourcesChanged: boolean
  toolsChanged: boolean
}

/** What a change set means to clients. */
export function noticesOf(entities: readonly ChangedEntity[]): Notices {
  const uris = new Set<string>()
  let resourcesChanged = false
  for (const entity of entities) {
    for (const provider of resourceProviders) {
      for (const uri of provider.touched(entity)) uris.add(uri)
      resourcesChanged ||= provider.listChanged(entity)
    }
  }
  return { uris: [...uris], resourcesChanged, toolsChanged: false }
}

/** How long changes are gathered before clients are told, in milliseconds: one notice for a burst. */
const gatherMs = 25

/** Gathers changes by user and tells of them together. */
export class ChangeNotices {
  readonly #publish: (user: string, notices: Notices) => void
  readonly #waiting = new Map<string, { uris: Set<string>; resourcesChanged: boolean; toolsChanged: boolean }>()
  #timer: NodeJS.Timeout | undefined

  constructor(publish: (user: string, notices: Notices) => void) {
    this.#publish = publish
  }

  add(user: string, notices: Notices): void {
    if (notices.uris.length === 0 && !notices.resourcesChanged && !notices.toolsChanged) return
    const waiting = this.#waiting.get(user) ?? { uris: new Set(), resourcesChanged: false, toolsChanged: false }
    for (const uri of notices.uris) waiting.uris.add(uri)
    waiting.resourcesChanged ||= notices.resourcesChanged
    waiting.toolsChanged ||= notices.toolsChanged
    this.#waiting.set(user, waiting)
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#waiting.clear()
  }

  #flush(): void {
    this.#timer = undefined
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const [user, { uris, ...lists }] of waiting) this.#publish(user, { uris: [...uris], ...lists })
  }
}
