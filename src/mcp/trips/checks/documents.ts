import type { Check } from './checked-itinerary.ts'

/** From here on there may be too little time for a passport or visa. */
const soonDays = 42

/** A journey abroad that begins soon needs its papers. */
export const documents: Check = ({ abroad }) => {
  if (abroad === undefined || abroad.inDays < 0 || abroad.inDays > soonDays) return []
  return [
    {
      code: 'documents',
      severity: 'note',
      message: `The trip to ${abroad.countries} begins in ${abroad.inDays} ${abroad.inDays === 1 ? 'day' : 'days'}: check passports and whether you need a visa or travel permit now.`,
      found: `${abroad.inDays} ${abroad.inDays === 1 ? 'day' : 'days'} left`,
      needed: `${soonDays} days, as passports and visas can take weeks`,
    },
  ]
}
