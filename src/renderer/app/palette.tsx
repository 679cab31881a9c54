import { Command } from 'cmdk'
import {
  CornerDownLeft,
  type LucideIcon,
  Map as MapIcon,
  MessagesSquare,
  Moon,
  Plus,
  SquarePen,
  Sun,
  Undo2,
  Wrench,
} from 'lucide-react'
import { Dialog as Base } from 'radix-ui'
import { useState } from 'react'
import { listConversations, listTools, updateSettings } from '../../mcp/app/contract.ts'
import { listTrips } from '../../mcp/trips/contract.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { returnFocus } from '../ui/last-focus.ts'
import { undoLatest, useAction } from './action.tsx'
import { useHost } from './host.ts'
import { allEntries, pageNames } from './pages.ts'
import { paletteScore } from './palette-score.ts'
import { navigate, openTrip, useRoute } from './route.ts'
import { type OfferedTool, ToolForm } from './tool-form.tsx'
import { useTool } from './tools.ts'
import { chatPaneOf } from './use-chat-open.ts'
import { useView } from './view-state.ts'

interface ItemProps {
  icon: LucideIcon
  /** Its key in the list. */
  value: string
  /** What it is found by: its title, then what else tells of it. */
  title: string
  keywords?: string[]
  detail?: string
  shortcut?: string
  onSelect(): void
  children: React.ReactNode
}

function Item({ icon: Icon, value, title, keywords = [], detail, shortcut, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={[title, ...keywords]}
      onSelect={onSelect}
      className="flex cursor-default items-center gap-3 rounded-lg px-3 py-2 data-[selected=true]:bg-accent-soft"
    >
      <Icon size={16} strokeWidth={1.8} className="shrink-0 text-faint" aria-hidden />
      <span className="shrink-0">{children}</span>
      {detail !== undefined && <span className="min-w-0 flex-1 truncate text-sm text-soft">{detail}</span>}
      {shortcut !== undefined && (
        <span className="ml-auto">
          <Kbd>{shortcut}</Kbd>
        </span>
      )}
    </Command.Item>
  )
}

const group =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-soft'

/** Ctrl+K: go anywhere, do anything; every tool that a person may call is here. */
export function Palette() {
  const host = useHost()
  const act = useAction()
  const route = useRoute()
  const open = useView((state) => state.dialog === 'palette')
  const setDialog = useView((state) => state.setDialog)
  const { openConversation, fold, showPane } = useView.getState()
  const [tool, setTool] = useState<OfferedTool | null>(null)
  const { data: tools } = useTool(listTools, {}, { enabled: open || tool !== null })
  const { data: trips } = useTool(listTrips, { limit: 100 }, { enabled: open })
  const { data: conversations } = useTool(listConversations, { limit: 50 }, { enabled: open })

  const close = () => setDialog('none')
  const run = (work: () => void) => () => {
    close()
    work()
  }
  const converse = (id: string | null) => {
    openConversation(id)
    showPane('conversation')
    if (route.page !== 'home') fold(chatPaneOf(route.page), false)
  }
  if (tool !== null) {
    return (
      <Dialog title={tool.title} description={tool.description} open onOpenChange={() => setTool(null)} wide>
        <ToolForm
          key={tool.name}
          tool={tool}
          onBack={() => {
            setTool(null)
            setDialog('palette')
          }}
        />
      </Dialog>
    )
  }
  return (
    <Base.Root open={open} onOpenChange={(next) => setDialog(next ? 'palette' : 'none')}>
      <Base.Portal>
        <Base.Overlay className="fade fixed inset-0 z-40 bg-black/30 dark:bg-black/55" />
        <Base.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="rise fixed inset-x-0 top-[12dvh] z-50 mx-auto w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-2xl border border-line bg-card shadow-dialog"
        >
          <Base.Title className="sr-only">Commands</Base.Title>
          <Command
            loop
            label="Commands"
            filter={(_key, typed, [title = '', ...about] = []) => paletteScore(typed, title, about)}
          >
            <Command.Input
              placeholder="Go to, do, or call a tool…"
              className="w-full border-b border-line bg-transparent px-5 py-3.5 text-md outline-none"
            />
            <Command.List className="max-h-[55dvh] overflow-y-auto p-1.5">
              <Command.Empty className="px-5 py-8 text-center text-soft">
                Nothing by that name. The assistant may know: press <Kbd>/</Kbd> and ask.
              </Command.Empty>
              <Command.Group heading="Go to" className={group}>
                {allEntries.map((entry) => (
                  <Item
                    key={entry.key}
                    icon={entry.icon}
                    value={`page ${entry.key}`}
                    title={pageNames[entry.route.page]}
                    keywords={['Go to']}
                    shortcut={`Alt+${entry.key}`}
                    onSelect={run(() => navigate(entry.route))}
                  >
                    {pageNames[entry.route.page]}
                  </Item>
                ))}
              </Command.Group>
              <Command.Group heading="Do" className={group}>
                <Item
                  icon={SquarePen}
                  value="New conversation"
                  title="New conversation"
                  shortcut="Alt+N"
                  onSelect={run(() => converse(null))}
                >
                  New conversation
                </Item>
                <Item icon={Plus} value="New trip" title="New trip" onSelect={() => setDialog('new-trip')}>
                  New trip
                </Item>
                <Item
                  icon={Undo2}
                  value="Undo the latest change"
                  title="Undo the latest change"
                  shortcut="Ctrl+Z"
                  onSelect={run(() => void undoLatest(host))}
                >
                  Undo the latest change
                </Item>
                <Item
                  icon={Sun}
                  value="Light theme"
                  title="Light theme"
                  onSelect={run(() => void act(updateSettings, { theme: 'light' }))}
                >
                  Light theme
                </Item>
                <Item
                  icon={Moon}
                  value="Dark theme"
                  title="Dark theme"
                  onSelect={run(() => void act(updateSettings, { theme: 'dark' }))}
                >
                  Dark theme
                </Item>
                <Item
                  icon={CornerDownLeft}
                  value="Keyboard shortcuts"
                  title="Keyboard shortcuts"
                  shortcut="?"
                  onSelect={() => setDialog('shortcuts')}
                >
                  Keyboard shortcuts
                </Item>
              </Command.Group>
              {trips !== undefined && trips.trips.length > 0 && (
                <Command.Group heading="Trips" className={group}>
                  {trips.trips.map((trip) => (
                    <Item
                      key={trip.trip_id}
                      icon={MapIcon}
                      value={trip.trip_id}
                      title={trip.title}
                      keywords={['trip']}
                      onSelect={run(() => openTrip(trip.trip_id))}
                    >
                      {trip.title}
                    </Item>
                  ))}
                </Command.Group>
              )}
              {conversations !== undefined && conversations.conversations.length > 0 && (
                <Command.Group heading="Conversations" className={group}>
                  {conversations.conversations.map(({ conversation_id, title }) => (
                    <Item
                      key={conversation_id}
                      icon={MessagesSquare}
                      value={conversation_id}
                      title={title}
                      keywords={['conversation']}
                      onSelect={run(() => converse(conversation_id))}
                    >
                      {title}
                    </Item>
                  ))}
                </Command.Group>
              )}
              <Command.Group heading="Tools" className={group}>
                {tools?.tools.map((offered) => (
                  <Item
                    key={offered.name}
                    icon={Wrench}
                    value={`tool ${offered.name}`}
                    title={offered.title}
                    keywords={[offered.description, offered.server, offered.name]}
                    detail={offered.description}
                    onSelect={run(() => setTool(offered))}
                  >
                    {offered.title}
                  </Item>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  )
}
