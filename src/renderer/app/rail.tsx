import { Command, MessageSquareText } from 'lucide-react'
import { Tip } from '../ui/button.tsx'
import { cx } from '../ui/class-names.ts'
import { pageNames, type RailEntry, railEntries, settingsEntry } from './pages.ts'
import { fragmentOf, type Route } from './route.ts'
import { chatPaneOf, useChatOpen } from './use-chat-open.ts'
import { useWide } from './use-wide.ts'
import { useView } from './view-state.ts'

const button =
  'grid size-10 place-items-center rounded-[10px] text-faint transition-colors duration-100 hover:bg-hover hover:text-ink'

function RailLink({ entry, current }: { entry: RailEntry; current: boolean }) {
  const Icon = entry.icon
  const name = pageNames[entry.route.page]
  return (
    <Tip text={`${name} (Alt+${entry.key})`} side="right">
      <a
        href={fragmentOf(entry.route)}
        aria-label={name}
        aria-current={current ? 'page' : undefined}
        className={cx(button, current && 'bg-accent-soft text-accent hover:bg-accent-soft hover:text-accent')}
      >
        <Icon size={19} strokeWidth={1.7} aria-hidden />
      </a>
    </Tip>
  )
}

/** The rail at the left: where to go, the conversation, the command palette. */
export function Rail({ route }: { route: Route }) {
  const wide = useWide()
  const chatOpen = useChatOpen()
  const fold = useView((state) => state.fold)
  const setDialog = useView((state) => state.setDialog)
  const page = route.page === 'trip' ? 'trips' : route.page
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
      <RailLink entry={settingsEntry} current={route.page === 'settings'} />
    </nav>
  )
}
