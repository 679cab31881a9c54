import { getProfile } from '../../mcp/app/contract.ts'
import { type TripDetail, updateTrip } from '../../mcp/trips/contract.ts'
import { useAction } from '../app/action.tsx'
import { useTool } from '../app/tools.ts'
import { Dialog, SubmitButtons } from '../ui/dialog.tsx'
import { draftOf, fieldsOfDraft, problemOf } from './trip-draft.ts'
import { type FieldProblem, type TripDraft, TripForm } from './trip-form.tsx'

/** Changes the facts of a trip. New dates move its stops and tasks along. */
export function EditTripDialog({ trip, onClose }: { trip: TripDetail; onClose(): void }) {
  const act = useAction()
  const { data: profile } = useTool(getProfile, {})
  const save = async (draft: TripDraft) => {
    const { origin, budget, ...fields } = fieldsOfDraft(draft)
    let problem: FieldProblem | undefined
    const answer = await act(
      updateTrip,
      { trip_id: trip.trip_id, title: draft.title, ...fields, origin: origin ?? null, budget: budget ?? null },
      {
        done: 'Changed the trip',
        failed: (error) => {
          problem = problemOf(error, { places: '', origin: draft.origin })
          return problem !== undefined
        },
      },
    )
    if (answer !== undefined) onClose()
    return problem
  }
  return (
    <Dialog
      title="Edit trip"
      description="New dates move its stops and tasks along. “Plan the days anew” makes other changes show in the days."
      open
      onOpenChange={onClose}
    >
      <TripForm withPlaces={false} initial={draftOf(trip, profile?.currency ?? 'EUR')} onSave={save}>
        {(blocked) => <SubmitButtons disabled={blocked} onCancel={onClose} />}
      </TripForm>
    </Dialog>
  )
}
