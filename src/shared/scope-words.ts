import type { Scope } from './tool.ts'

/** A scope as a person reads it. */
export interface ScopeWords {
  title: string
  /** What whoever holds it may do. */
  description: string
  /** Whether an assistant that names no scopes is offered it switched on. */
  usual: boolean
}

/** What each scope lets a client do, for the consent page and the Connections page. */
export const scopeWords: Readonly<Record<Scope, ScopeWords>> = {
  'tasks:read': {
    title: 'See your tasks',
    description: 'Read the to-do list, with its dates and labels.',
    usual: true,
  },
  'tasks:write': {
    title: 'Change your tasks',
    description: 'Add, change and complete tasks; deleting asks you first.',
    usual: true,
  },
  'trips:read': {
    title: 'See your trips',
    description: 'Read itineraries, bookings, budgets, travellers and the tasks that a plan made.',
    usual: true,
  },
  'trips:write': {
    title: 'Change your trips',
    description: 'Plan and change trips, stops, bookings you noted, budgets and the tasks that a plan makes.',
    usual: true,
  },
  'travel:search': {
    title: 'Search for travel',
    description: 'Look up places, airports, travel times and facts about countries.',
    usual: true,
  },
  'bookings:write': {
    title: 'Book and watch prices',
    description: 'Watch prices and prepare bookings; paying always asks you first.',
    usual: false,
  },
  'web:read': {
    title: 'Read web pages',
    description: 'Fetch public pages through Sojourn and read what they say.',
    usual: true,
  },
  'browser:use': {
    title: 'Use a browser',
    description: 'Open pages in a browser window and act there; every act asks you first.',
    usual: false,
  },
  'calendar:read': { title: 'See your calendar', description: 'Read events, and when you are busy.', usual: true },
  'calendar:write': {
    title: 'Change your calendar',
    description: 'Add and change events in the calendar you connected.',
    usual: true,
  },
  'memories:read': {
    title: 'See shared memories',
    description: 'Read the memories you marked as shared, and ask for others; private ones stay private.',
    usual: true,
  },
  'memories:write': {
    title: 'Keep memories',
    description: 'Note down and change what Sojourn remembers.',
    usual: true,
  },
  'activity:read': {
    title: 'See its own changes',
    description: 'List what it changed itself; not what you or others did.',
    usual: true,
  },
  'activity:write': {
    title: 'Undo its own changes',
    description: 'Take back or repeat what it changed itself.',
    usual: true,
  },
}
