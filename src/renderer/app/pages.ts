import { Clock3, House, ListChecks, type LucideIcon, Map as MapIcon, Plug, Settings } from 'lucide-react'
import type { Page, Route } from './route.ts'

export const pageNames: Record<Page, string> = {
  home: 'Home',
  trips: 'Trips',
  trip: 'Trip',
  tasks: 'Tasks',
  activity: 'Activity',
  connections: 'Connections',
  client: 'Connection',
  settings: 'Settings',
}

export interface RailEntry {
  route: Route
  icon: LucideIcon
  /** The digit that, with Alt, goes there. */
  key: string
}

export const railEntries: RailEntry[] = [
  { route: { page: 'home' }, icon: House, key: '1' },
  { route: { page: 'trips' }, icon: MapIcon, key: '2' },
  { route: { page: 'tasks' }, icon: ListChecks, key: '3' },
  { route: { page: 'activity' }, icon: Clock3, key: '4' },
]

export const connectionsEntry: RailEntry = { route: { page: 'connections' }, icon: Plug, key: '5' }

export const settingsEntry: RailEntry = { route: { page: 'settings' }, icon: Settings, key: '6' }

/** Every page that can be gone to from anywhere. */
export const allEntries: RailEntry[] = [...railEntries, connectionsEntry, settingsEntry]
