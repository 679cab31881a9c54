import { useCallback, useEffect, useRef } from 'react'
import { Toaster } from 'sonner'
import type { HostEvent } from '../../shared/host-api.ts'
import { ActivityPage } from '../activity/activity-page.tsx'
import { ApprovalStack } from '../chat/approval-stack.tsx'
import { ConversationPane } from '../chat/conversation-pane.tsx'
import { tripOf } from '../chat/trip-of.ts'
import { ClientPage } from '../connections/client-page.tsx'
import { ConnectionsPage } from '../connections/connections-page.tsx'
import { ConsentNotice } from '../connections/consent-notice.tsx'
import { HomePage } from '../home/home-page.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { TasksPage } from '../tasks/tasks-page.tsx'
import { NewTripDialog } from '../trips/new-trip-dialog.tsx'
import { leastForMap, TripPage } from '../trips/trip-page.tsx'
import { TripsPage } from '../trips/trips-page.tsx'
import { Announcer } from '../ui/announcer.tsx'
import { SplitPane } from '../ui/split-pane.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import { FormatsContext, useProfileFormats } from './formats.ts'
import { useHostEvents } from './live.ts'
import { NarrowTabs } from './narrow-tabs.tsx'
import { pageNames } from './pages.ts'
import { Palette } from './palette.tsx'
import { Rail } from './rail.tsx'
import { currentRoute, fragmentOf, openTrip, type Route, useRoute } from './route.ts'
import { useShortcuts } from './shortcuts.ts'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { useTheme } from './theme.ts'
import { useChatOpen } from './use-chat-open.ts'
import { useWide } from './use-wide.ts'
import { useView } from './view-state.ts'

function PageView({ route }: { route: Route }) {
  if (route.page === 'home') return <HomePage />
  if (route.page === 'trips') return <TripsPage />
  if (route.page === 'trip') return <TripPage key={route.tripId} tripId={route.tripId} tab={route.tab} />
  if (route.page === 'tasks') return <TasksPage />
  if (route.page === 'activity') return <ActivityPage caller={route.caller} />
  if (route.page === 'connections') return <ConnectionsPage />
  if (route.page === 'client') return <ClientPage key={route.clientId} clientId={route.clientId} />
  return <SettingsPage />
}

/** The trip that the open conversation just planned or changed, where it is not on screen yet. */
function tripToFollow(event: HostEvent): string | undefined {
  if (event.type !== 'conversation' || event.event.type !== 'tool') return undefined
  const { conversation_id, part } = event.event
  if (conversation_id !== useView.getState().conversationId || part.status !== 'done') return undefined
  const tripId = tripOf(part)
  const route = currentRoute()
  return route.page === 'trip' && route.tripId === tripId ? undefined : tripId
}

/** The frame: rail, conversation and panel; below 900 pixels the last two are tabs. */
export function App() {
  return (
    <FormatsContext value={useProfileFormats()}>
      <Frame />
    </FormatsContext>
  )
}

function Frame() {
  const route = useRoute()
  const wide = useWide()
  const chatOpen = useChatOpen()
  const narrowPane = useView((state) => state.narrowPane)
  const showPane = useView((state) => state.showPane)
  // Below 900 pixels the answer stays in view while the trip opens behind it.
  const following = useRef(false)
  useHostEvents(
    useCallback((event) => {
      const tripId = tripToFollow(event)
      if (tripId === undefined) return
      following.current = true
      openTrip(tripId)
    }, []),
  )
  useShortcuts()
  const theme = useTheme()

  const heading = route.page
  useEffect(() => {
    document.title = heading === 'home' ? 'Sojourn' : `${pageNames[heading]} · Sojourn`
    if (!following.current) showPane('panel')
    following.current = false
  }, [heading, showPane])

  const panel = (
    <section
      id="panel"
      aria-label={pageNames[route.page]}
      tabIndex={-1}
      className="@container flex min-h-0 min-w-0 flex-1 flex-col outline-none"
    >
      <PageView route={route} />
    </section>
  )
  return (
    <div className="flex h-dvh">
      <a
        href={fragmentOf(route)}
        onClick={() => document.getElementById('panel')?.focus()}
        className="sr-only z-50 rounded-lg bg-card px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the panel
      </a>
      <Rail route={route} />
      <main tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        <ConnectionBar />
        {wide && chatOpen && (
          <SplitPane
            name="conversation"
            sized="first"
            width={400}
            least={320}
            most={640}
            leave={480}
            wish={leastForMap + 1}
            first={<ConversationPane />}
            second={panel}
          />
        )}
        {wide && !chatOpen && panel}
        {!wide && <NarrowTabs route={route} />}
        {!wide && (narrowPane === 'conversation' ? <ConversationPane /> : panel)}
      </main>
      <Announcer />
      <ApprovalStack>
        <ConsentNotice />
      </ApprovalStack>
      <Palette />
      <ShortcutsDialog />
      <NewTripDialog />
      <Toaster
        theme={theme}
        position={wide ? 'bottom-center' : 'top-center'}
        offset={24}
        toastOptions={{ className: 'sojourn-toast' }}
        containerAriaLabel="Notifications"
      />
    </div>
  )
}
