import { type Check, isSight } from './checked-itinerary.ts'
import { dayInWords } from './in-words.ts'

/** Public holidays on days with places that have opening hours. */
export const holiday: Check = ({ days, holidays, locale }) =>
  days.flatMap((day) => {
    const found = holidays.filter(({ date, country }) => date === day.date && (day.country ?? country) === country)
    const names = [...new Set(found.map(({ name }) => name))]
    const affected = day.stops.filter((stop) => isSight(stop) && stop.place?.opening_hours !== 'always')
    if (names.length === 0 || affected.length === 0) return []
    return [
      {
        date: day.date,
        code: 'holiday',
        severity: 'note',
        message: `${dayInWords(day.date, locale)} is a public holiday (${names.join(', ')}): hours may differ and places may be full.`,
        found: names.join(', '),
        needed: `hours for that day for ${affected
          .map(({ title }) => title)
          .slice(0, 4)
          .join(', ')}`,
      },
    ]
  })
