import { useEffect } from 'react'
import type { HostApi } from '../../shared/host-api.ts'
import { redo, undoLatest } from './action.tsx'
import { useHost } from './host.ts'
import { allEntries } from './pages.ts'
import { currentRoute, navigate } from './route.ts'
import { chatPaneOf } from './use-chat-open.ts'
import { useView } from './view-state.ts'

export interface Shortcut {
  /** As it is shown: `Ctrl+K`. */
  keys: string
  does: string
  matches(event: KeyboardEvent): boolean
  /** Whether it also works while one types in a field; `empty`: while the field is empty. */
  whileTyping: boolean | 'empty'
  perform(host: HostApi): void
}

const control = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && !event.altKey
const pressed = (event: KeyboardEvent, key: string) => event.key.toLowerCase() === key

function toggleConversation(): void {
  const view = useView.getState()
  const { page } = currentRoute()
  const chatOpen = view.folded[chatPaneOf(page)] ?? !(page === 'trip' || page === 'trips')
  view.fold(chatPaneOf(page), !chatOpen)
  view.showPane(view.narrowPane === 'panel' ? 'conversation' : 'panel')
}

function newConversation(): void {
  const view = useView.getState()
  view.openConversation(null)
  view.showPane('conversation')
  const { page } = currentRoute()
  if (page === 'home') return
  view.fold(chatPaneOf(page), false)
  requestAnimationFrame(() => document.querySelector<HTMLTextAreaElement>('#message')?.focus())
}

/** Every shortcut of the app: handled, and listed under `?`, from here. */
export const shortcuts: Shortcut[] = [
  {
    keys: 'Ctrl+K',
    does: 'Commands: go anywhere, call any tool',
    matches: (event) => control(event) && pressed(event, 'k'),
    whileTyping: true,
    perform: () => useView.getState().setDialog('palette'),
  },
  {
    keys: 'Ctrl+Z',
    does: 'Undo the latest change',
    matches: (event) => control(event) && !event.shiftKey && pressed(event, 'z'),
    whileTyping: 'empty',
    perform: (host) => void undoLatest(host),
  },
  {
    keys: 'Ctrl+Shift+Z',
    does: 'Redo',
    matches: (event) => control(event) && event.shiftKey && pressed(event, 'z'),
    whileTyping: 'empty',
    perform: (host) => void redo(host),
  },
  {
    keys: 'Ctrl+B',
    does: 'Show or hide the conversation',
    matches: (event) => control(event) && pressed(event, 'b'),
    whileTyping: true,
    perform: toggleConversation,
  },
  {
    keys: 'Alt+N',
    does: 'New conversation',
    matches: (event) => event.altKey && pressed(event, 'n'),
    whileTyping: true,
    perform: newConversation,
  },
  ...allEntries.map(
    ({ key, route }): Shortcut => ({
      keys: `Alt+${key}`,
      does: `Go to ${route.page[0]?.toUpperCase()}${route.page.slice(1)}`,
      matches: (event) => event.altKey && event.code === `Digit${key}`,
      whileTyping: true,
      perform: () => navigate(route),
    }),
  ),
  {
    keys: 'Q',
    does: 'Add a task',
    matches: (event) => !control(event) && !event.altKey && pressed(event, 'q'),
    whileTyping: false,
    perform: () => {
      navigate({ page: 'tasks' })
      setTimeout(() => document.querySelector<HTMLTextAreaElement>('#quick-add')?.focus(), 50)
    },
  },
  {
    keys: '/',
    does: 'Write to the assistant',
    matches: (event) => event.key === '/' && !control(event),
    whileTyping: false,
    perform: () => {
      const { page } = currentRoute()
      const view = useView.getState()
      if (page !== 'home') view.fold(chatPaneOf(page), false)
      view.showPane('conversation')
      setTimeout(() => document.querySelector<HTMLTextAreaElement>('#message')?.focus(), 50)
    },
  },
  {
    keys: '?',
    does: 'This list',
    matches: (event) => event.key === '?' && !control(event),
    whileTyping: false,
    perform: () => useView.getState().setDialog('shortcuts'),
  },
]

/** Inputs in which nothing is typed. */
const withoutText = new Set(['checkbox', 'radio', 'button', 'submit', 'range', 'color', 'file'])

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !withoutText.has(target.type)
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
}

const isEmpty = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value === ''

function worksAt({ whileTyping }: Shortcut, target: EventTarget | null): boolean {
  if (!isTyping(target) || whileTyping === true) return true
  return whileTyping === 'empty' && isEmpty(target)
}

/** Listens for the shortcuts. Mounted once. */
export function useShortcuts(): void {
  const host = useHost()
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const dialogOpen = document.querySelector('[role="dialog"]') !== null
      const shortcut = shortcuts.find((candidate) => candidate.matches(event))
      if (shortcut === undefined || dialogOpen || !worksAt(shortcut, event.target)) return
      event.preventDefault()
      shortcut.perform(host)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [host])
}
