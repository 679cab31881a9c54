import type { Temporal } from '../../../shared/dates.ts'
import type { ChangedEntity } from '../../../shared/host-api.ts'
import type { Profile } from '../../../shared/profile.ts'
import type { AnyTool, InputOf, OutputOf, Scope } from '../../../shared/tool.ts'

/** A resource as `resources/list` tells of it. */
export type McpResource = {
  uri: string
  name: string
  title: string
  description: string
  mimeType: string
}

export type McpResourceTemplate = {
  uriTemplate: string
  name: string
  title: string
  description: string
  mimeType: string
}

export type ResourceText = { uri: string; mimeType: string; text: string }

/** What a server's resources are made from: its own tools, called as the client that asks. */
export interface ResourceReader {
  call<T extends AnyTool>(tool: T, input: InputOf<T>): Promise<OutputOf<T>>
  profile: Profile
  now: Temporal.Instant
}

/** The resources of one server. A later server adds its own by one more of these. */
export interface ResourceProvider {
  server: string
  /** What a client must hold for them to exist. */
  scope: Scope
  templates: readonly McpResourceTemplate[]
  /** One page of its resources. */
  list(reader: ResourceReader, cursor: string | undefined): Promise<{ resources: McpResource[]; next?: string }>
  /** The text of one of its resources; undefined for an address that is none of its own. */
  read(reader: ResourceReader, uri: string): Promise<ResourceText | undefined>
  /** Completes a variable of one of its templates; undefined where the template is none of its own. */
  complete?(reader: ResourceReader, uriTemplate: string, variable: string, typed: string): Promise<string[] | undefined>
  /** Addresses whose text a change touched. */
  touched(change: ChangedEntity): string[]
  /** Whether a change touched what `list` says. */
  listChanged(change: ChangedEntity): boolean
}
