import { ArrowRight } from 'lucide-react'
import { getProfile } from '../../mcp/app/contract.ts'
import { listTasks } from '../../mcp/tasks/contract.ts'
import { listTrips } from '../../mcp/trips/contract.ts'
import { addDays } from '../../shared/dates.ts'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { useChatOpen } from '../app/use-chat-open.ts'
import { useWide } from '../app/use-wide.ts'
import { useView } from '../app/view-state.ts'
import { Composer } from '../chat/composer.tsx'
import { useSend } from '../chat/use-conversation.ts'
import { TaskRow } from '../tasks/task-row.tsx'
import { TripCard } from '../trips/trip-card.tsx'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/notice.tsx'
import { Examples } from './examples.tsx'
import { greetingOf } from './greeting.ts'
import { Notices } from './notices.tsx'

function Section({
  title,
  href,
  more,
  children,
}: {
  title: string
  href: string
  more: string
  children: React.ReactNode
}) {
  return (
    <section className="mt-9">
      <div className="mb-3 flex items-baseline justify-between">
        <h2 className="font-serif text-lg font-medium">{title}</h2>
        <a href={href} className="inline-flex items-center gap-1 text-sm text-soft hover:text-ink">
          {more} <ArrowRight size={14} aria-hidden />
        </a>
      </div>
      {children}
    </section>
  )
}

function TodayTasks() {
  const formats = useFormats()
  const { data: trips } = useTool(listTrips, { limit: 500 })
  const titles = new Map(trips?.trips.map((trip) => [trip.trip_id, trip.title]))
  const { data, error, refetch } = useTool(listTasks, { due_before: addDays(formats.today, 1), limit: 8 })
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (data === undefined || data.tasks.length === 0) return null
  return (
    <Section title="Today" href="#/tasks" more="All tasks">
      <ul aria-label="Today’s tasks">
        {data.tasks.map((task) => (
          <li key={task.task_id}>
            <TaskRow task={task} tripTitle={titles.get(task.trip_id ?? '')} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Home: what this is, what to say first, and what is going on. */
export function HomePage() {
  const formats = useFormats()
  const send = useSend()
  const wide = useWide()
  const chatOpen = useChatOpen()
  const openConversation = useView((state) => state.openConversation)
  const { data: profile } = useTool(getProfile, {})
  const { data, error, isLoading, refetch } = useTool(listTrips, { when: 'upcoming', limit: 4 })
  const firstDay = data !== undefined && data.trips.length === 0
  const ownComposer = !(wide && chatOpen)
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto max-w-3xl px-6 pt-[9dvh] pb-16 sm:px-8 short:pt-8">
        <h1 className="font-serif text-4xl leading-tight font-medium tracking-tight">
          {greetingOf(new Date().getHours(), profile?.name)}
        </h1>
        <p className="mt-2 max-w-xl text-md text-soft">
          Sojourn plans your trips and keeps your to-do list, all on this machine, with no account and no network
          needed.
        </p>
        <Notices />
        {ownComposer && (
          <div className="mt-7">
            <Composer
              large
              answering={false}
              onSend={(text) => {
                openConversation(null)
                return send(text)
              }}
            />
          </div>
        )}
        {!ownComposer && (
          <Button className="mt-6" onClick={() => openConversation(null)}>
            Start a new conversation
          </Button>
        )}
        {firstDay && (
          <section className="mt-6">
            <h2 className="mb-2 text-sm font-semibold text-soft">Try one of these</h2>
            <Examples onPick={(text) => void send(text)} />
          </section>
        )}
        {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
        {isLoading && <p className="sr-only">Loading trips</p>}
        {data !== undefined && data.trips.length > 0 && (
          <Section title="Your trips" href="#/trips" more="All trips">
            <ul className="grid gap-3 @xl:grid-cols-2">
              {data.trips.map((trip) => (
                <TripCard key={trip.trip_id} trip={trip} today={formats.today} />
              ))}
            </ul>
          </Section>
        )}
        <TodayTasks />
        {firstDay && (
          <p className="mt-9 border-t border-line pt-5 text-sm text-soft">
            Prices, travel times and weather are built-in estimates and marked with a dotted line. Live prices, street
            maps, calendars and other AI models can be connected in a later version.
          </p>
        )}
      </div>
    </div>
  )
}
