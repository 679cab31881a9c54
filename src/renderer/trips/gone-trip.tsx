import { MapPinOff } from 'lucide-react'
import { listChanges } from '../../mcp/activity/contract.ts'
import { redo, undo } from '../app/action.tsx'
import { useHost } from '../app/host.ts'
import { navigate } from '../app/route.ts'
import { useTool } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Loading } from '../ui/notice.tsx'
import { endOfTrip } from './trip-end.ts'

interface GoneTripProps {
  tripId: string
  /** Its title, where it was on screen. */
  title: string | undefined
}

const titles = {
  deleted: 'This trip was deleted',
  undone: 'This trip was undone',
}

/** In place of a trip that is not there: what became of it, how it comes back, and where the others are. */
export function GoneTrip({ tripId, title }: GoneTripProps) {
  const host = useHost()
  const { data, isLoading } = useTool(listChanges, { entity: tripId.slice(0, 100), limit: 50 })
  if (isLoading) return <Loading label="Looking for the trip" />
  const end = endOfTrip(data?.changes ?? [], tripId)
  return (
    <div role="alert" className="flex flex-1 flex-col justify-center pb-16">
      <Empty icon={MapPinOff} title={end === undefined ? 'There is no such trip' : titles[end.how]}>
        {title !== undefined && <p>“{title}” is no longer here.</p>}
        {end === undefined && title === undefined && <p>Its address may be incomplete, or the trip is long gone.</p>}
        <div className="mt-4 flex flex-wrap justify-center gap-2">
          {end?.how === 'deleted' && (
            <Button variant="primary" onClick={() => void undo(host, end.changeId)}>
              Undo
            </Button>
          )}
          {end?.how === 'undone' && (
            <Button variant="primary" onClick={() => void redo(host, end.changeId)}>
              Bring it back
            </Button>
          )}
          <Button onClick={() => navigate({ page: 'trips' })}>See all trips</Button>
        </div>
      </Empty>
    </div>
  )
}
