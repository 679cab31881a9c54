import { Command, MessageSquareText } from 'lucide-react'
import { useConnectionsState } from '../connections/connections-state.ts'
import { Tip } from '../ui/button.tsx'
import { cx } from '../ui/class-names.ts'
import { connectionsEntry, pageNames, type RailEntry, railEntries, settingsEntry } from './pages.ts'
import { fragmentOf, type Route } from './route.ts'
import { chatPaneOf, useChatOpen } from './use-chat-open.ts'
import { useWide } from './use-wide.ts'
import { useView } from './view-state.ts'

const button =
  'grid size-10 place-items-center rounded-[10px] text-faint transition-colors duration-100 hover:bg-hover hover:text-ink'

/** What a rail link has to say beside its name: in words, and as a mark on its icon. */
interface Note {
  text: string
  mark: string
  tone: 'accent' | 'amber'
}

function RailLink({ entry, current, note }: { entry: RailEntry; current: boolean; note?: Note | undefined }) {
  const Icon = entry.icon
  const name = `${pageNames[entry.route.page]}${note === undefined ? '' : `, ${note.text}`}`
  return (
    <Tip text={`${name} (Alt+${entry.key})`} side="right">
      <a
        href={fragmentOf(entry.route)}
        aria-label={name}
        aria-current={current ? 'page' : undefined}
        className={cx(
          button,
          'relative',
          current && 'bg-accent-soft text-accent hover:bg-accent-soft hover:text-accent',
        )}
      >
        <Icon size={19} strokeWidth={1.7} aria-hidden />
        {note !== undefined && (
          <span
            aria-hidden
            className={cx(
              'absolute top-0.5 right-0.5 grid h-4 min-w-4 place-items-center rounded-full px-1 text-[0.65rem] leading-none font-semibold',
              note.tone === 'accent' ? 'bg-accent text-on-accent' : 'bg-amber text-paper',
            )}
          >
            {note.mark}
          </span>
        )}
      </a>
    </Tip>
  )
}

/** Connections, with what waits there and whether the bridge is stopped. */
function ConnectionsLink({ current }: { current: boolean }) {
  const { waiting, stopped } = useConnectionsState()
  const texts = [waiting > 0 ? `${waiting} waiting` : '', stopped ? 'the bridge is stopped' : ''].filter(Boolean)
  const note: Note | undefined =
    texts.length === 0
      ? undefined
      : { text: texts.join(', '), mark: waiting > 0 ? String(waiting) : '!', tone: stopped ? 'amber' : 'accent' }
  return <RailLink entry={connectionsEntry} current={current} note={note} />
}

/** The rail at the left: where to go, the conversation, the command palette. */
export function Rail({ route }: { route: Route }) {
  const wide = useWide()
  const chatOpen = useChatOpen()
  const fold = useView((state) => state.fold)
  const setDialog = useView((state) => state.setDialog)
  const page = route.page === 'trip' ? 'trips' : route.page === 'client' ? 'connections' : route.page
  return (
    <nav
      aria-label="Main"
      className="flex w-15 shrink-0 flex-col items-center gap-1 overflow-y-auto border-r border-line py-3.5 short:py-2"
    >
      <a
        href="#/"
        aria-label="Sojourn"
        className="mb-3 font-serif text-[1.4rem] leading-none font-semibold text-accent short:mb-1"
      >
        S
      </a>
      {railEntries.map((entry) => (
        <RailLink key={entry.key} entry={entry} current={entry.route.page === page} />
      ))}
      <span className="flex-1" />
      {wide && route.page !== 'home' && (
        <Tip text={chatOpen ? 'Hide the conversation (Ctrl+B)' : 'Show the conversation (Ctrl+B)'} side="right">
          <button
            type="button"
            aria-label="Conversation"
            aria-pressed={chatOpen}
            className={cx(button, chatOpen && 'text-accent')}
            onClick={() => fold(chatPaneOf(route.page), chatOpen)}
          >
            <MessageSquareText size={19} strokeWidth={1.7} aria-hidden />
          </button>
        </Tip>
      )}
      <Tip text="Commands (Ctrl+K)" side="right">
        <button type="button" aria-label="Commands" className={button} onClick={() => setDialog('palette')}>
          <Command size={18} strokeWidth={1.7} aria-hidden />
        </button>
      </Tip>
      <ConnectionsLink current={page === 'connections'} />
      <RailLink entry={settingsEntry} current={route.page === 'settings'} />
    </nav>
  )
}
