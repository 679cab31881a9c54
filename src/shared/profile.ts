import * as z from 'zod'
import { timeZone } from './dates.ts'
import { currencyCode } from './money.ts'

/** Who the user is, as far as plans need it. No account: this stands in the settings of the data folder. */
export const profile = z.strictObject({
  name: z.string().max(200).optional(),
  home_city: z.string().max(200).optional(),
  home_airport: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an IATA code like LHR')
    .optional(),
  timezone: timeZone,
  locale: z.string().refine((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length === 1
    } catch {
      return false
    }
  }, 'must be a language tag like en-GB'),
  first_day_of_week: z.enum(['monday', 'sunday', 'saturday']),
  currency: currencyCode,
  units: z.enum(['metric', 'imperial']),
})
export type Profile = z.infer<typeof profile>
