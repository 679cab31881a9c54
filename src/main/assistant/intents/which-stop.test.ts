import { describe, expect, test } from 'vitest'
import { Temporal } from '../../../shared/dates.ts'
import type { Context } from '../context.ts'
import type { Itinerary } from '../itinerary.ts'
import { Referents } from '../referents.ts'
import { converseWith, openTableHost } from '../requests/ask-request.ts'
import { Utterance } from '../utterance.ts'
import { stopsMeant } from './which-stop.ts'

let id = 0
const stop = (title: string, category: string, start: string, end: string, place_id?: string) => ({
  stop_id: `stop ${id++}`,
  title,
  category,
  start,
  end,
  ...(place_id !== undefined && { place_id }),
})
const day = (date: string, ...stops: [string, string, string, string, string?][]) => ({
  date,
  city: 'Lisbon',
  stops: stops.map(([title, category, from, to, place]) =>
    stop(title, category, `${date}T${from}`, `${date}T${to}`, place),
  ),
})
const trip: Itinerary = {
  start_date: '2027-05-12',
  end_date: '2027-05-14',
  days: [
    day(
      '2027-05-12',
      ['Arrive in Lisbon', 'arrival', '12:00', '12:45'],
      ['Baixa', 'lunch', '13:00', '14:00', 'baixa'],
      ['Museu Nacional do Azulejo', 'museum', '15:00', '16:30', 'azulejo'],
      ['Príncipe Real', 'dinner', '19:40', '20:55', 'real'],
    ),
    day(
      '2027-05-13',
      ['Parque Eduardo VII', 'park', '09:30', '10:10', 'park'],
      ['Sé de Lisboa', 'church', '11:00', '11:40', 'se'],
      ['Lunch near Sé de Lisboa', 'lunch', '12:00', '13:00'],
      ['Castelo de São Jorge', 'castle', '14:05', '15:35', 'castelo'],
      ['Time Out Market', 'dinner', '19:00', '20:15', 'market'],
    ),
    day(
      '2027-05-14',
      ['A brewery tour', 'sight', '10:00', '11:00'],
      ['Torre de Belém', 'tower', '11:30', '12:00', 'torre'],
      ['Leave Lisbon', 'departure', '16:00', '16:30'],
    ),
  ],
}

function meant(said: string, referents = new Referents(undefined)): string[][] {
  const context: Pick<Context, 'referents' | 'calendar'> = {
    referents,
    calendar: { today: Temporal.PlainDate.from('2026-11-20'), locale: 'en-GB' },
  }
  const { references } = stopsMeant(new Utterance(said).plain, trip, context)
  return references.map(({ stops }) => stops.map(({ stop: { title } }) => title))
}

describe('the stops that a text means', () => {
  test.each([
    ['remove the first stop on day 2', 'Parque Eduardo VII'],
    ['drop last stop day 2', 'Time Out Market'],
    ["day 2's second stop can go", 'Sé de Lisboa'],
    ['take out the penultimate stop on Thursday', 'Castelo de São Jorge'],
    ["I don't want to do the first thing on Friday", 'A brewery tour'],
    ['skip whatever we do last on the first day', 'Príncipe Real'],
    ['the one at 11 on day 2', 'Sé de Lisboa'],
    ['the 14:05 stop on the second day', 'Castelo de São Jorge'],
    ['skip whatever comes after lunch on day 2', 'Castelo de São Jorge'],
    ['the evening stop on Thursday', 'Time Out Market'],
  ])('by the place in a day: %s', (said, title) => expect(meant(said)).toEqual([[title]]))

  test.each([
    ['scratch the azulejo museum', 'Museu Nacional do Azulejo'],
    ['could principe real come on the Friday', 'Príncipe Real'],
    ['start the tour half an hour later', 'A brewery tour'],
    ['not bothered about Belém Tower', 'Torre de Belém'],
    ['make lunch on Thursday at 1 instead', 'Lunch near Sé de Lisboa'],
    ["we'll give the castle a miss", 'Castelo de São Jorge'],
    ["Wednesday's museum", 'Museu Nacional do Azulejo'],
  ])('by name or kind: %s', (said, title) => expect(meant(said)).toEqual([[title]]))

  test('several at once', () => {
    expect(meant('swap the castle and the brewery tour')).toEqual([['Castelo de São Jorge'], ['A brewery tour']])
    expect(meant('take out the first two stops on day 2')).toEqual([['Parque Eduardo VII', 'Sé de Lisboa']])
  })

  test('all that fit where it is not clear', () => {
    expect(meant('cancel dinner')).toEqual([['Príncipe Real', 'Time Out Market']])
  })

  test('arrival, departure and the city are meant only by name', () => {
    expect(meant('leave out the first thing on day 1')).toEqual([['Baixa']])
    expect(meant('we leave Saturday, so the Lisbon trip is a day longer')).toEqual([])
    expect(meant('a museum on day 2')).toEqual([])
  })
})

test('a stop that was just added is “it”, and knows its words', async () => {
  const host = await openTableHost()
  const plan = ['Plan 3 days in Prague from 6 May 2027', 'Add a river cruise on day 2 at 17:00']
  const [, , moved] = await converseWith(host, [...plan, 'start it half an hour later'])
  expect(moved?.calls.at(-1)).toMatchObject({ name: 'move_stop', input: { start: '17:30' } })
  await host.dispose()
})
