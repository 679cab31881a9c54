import { getProfile } from '../../mcp/app/contract.ts'
import { planTrip } from '../../mcp/trips/contract.ts'
import { addDays } from '../../shared/dates.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { openTrip } from '../app/route.ts'
import { useTool } from '../app/tools.ts'
import { useView } from '../app/view-state.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogButtons } from '../ui/dialog.tsx'
import { fieldsOfDraft, listOf, problemOf } from './trip-draft.ts'
import { type FieldProblem, type TripDraft, TripForm } from './trip-form.tsx'

/** A new trip by form: the same `plan_trip` that the assistant calls. */
export function NewTripDialog() {
  const open = useView((state) => state.dialog === 'new-trip')
  const setDialog = useView((state) => state.setDialog)
  const { today } = useFormats()
  const { data: profile } = useTool(getProfile, {})
  const act = useAction()
  const start = addDays(today, 30)

  const plan = async (draft: TripDraft) => {
    const { origin, budget, ...fields } = fieldsOfDraft(draft)
    let problem: FieldProblem | undefined
    const answer = await act(
      planTrip,
      {
        ...fields,
        destinations: listOf(draft.places).map((place) => ({ place })),
        ...(origin !== undefined && { origin }),
        ...(budget !== undefined && { budget }),
      },
      {
        failed: (error) => {
          problem = problemOf(error, draft)
          return problem !== undefined
        },
      },
    )
    if (answer === undefined) return problem
    setDialog('none')
    openTrip(answer.output.trip_id)
    return undefined
  }
  return (
    <Dialog
      title="New trip"
      description="Sojourn plans the days, a budget and the tasks; everything can be changed afterwards."
      open={open}
      onOpenChange={(next) => setDialog(next ? 'new-trip' : 'none')}
    >
      <TripForm
        withPlaces
        initial={{
          title: '',
          places: '',
          start,
          end: addDays(start, 3),
          origin: profile?.home_city ?? '',
          travellers: '2',
          budget: '',
          currency: profile?.currency ?? 'EUR',
          interests: '',
          pace: 'balanced',
        }}
        onSave={plan}
      >
        {(blocked) => (
          <DialogButtons>
            <Button variant="primary" type="submit" disabled={blocked}>
              Plan the trip
            </Button>
          </DialogButtons>
        )}
      </TripForm>
    </Dialog>
  )
}
