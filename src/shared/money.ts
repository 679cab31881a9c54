import * as z from 'zod'

const knownCurrencies = new Set(Intl.supportedValuesOf('currency'))

/** An ISO 4217 currency code. */
export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a currency code like EUR')
  .refine((code) => knownCurrencies.has(code), {
    error: (issue) => `${String(issue.input)} is not a currency code`,
  })

/** Money on a wire: a decimal number in major units and its currency. */
export const money = z.strictObject({
  amount: z.number().finite().describe('in major units, e.g. 12.5'),
  currency: currencyCode,
})
export type Money = z.infer<typeof money>

/** The most that is taken from outside, in major units: what is stored in minor ones stays a whole number exactly. */
export const mostMoney = 1e12

/** Money that is not negative: a budget, a price. */
export const price = money
  .refine((value) => value.amount >= 0, { error: 'must not be negative', path: ['amount'] })
  .refine((value) => value.amount <= mostMoney, { error: 'must be at most 1,000,000,000,000', path: ['amount'] })

/** Currencies whose minor unit is not a hundredth (ISO 4217, table A.1). Pinned: stored amounts depend on it. */
const unusualDigits = new Map<string, number>([
  ...[
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'VND',
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ].map((code): [string, number] => [code, 0]),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code): [string, number] => [code, 3]),
])

/** How many decimals the currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return unusualDigits.get(currency) ?? 2
}

/** Integer minor units (cents) of an amount in major units, rounded half away from zero. */
export function toMinor(amount: number, currency: string): number {
  const scaled = Math.abs(amount) * 10 ** minorDigits(currency)
  return Math.sign(amount) * Math.round(scaled + Number.EPSILON * scaled)
}

/** Major units of integer minor units. */
export function fromMinor(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency)
}

/** Money as it can be paid and is stored: rounded to the currency's minor unit. */
export const inMinorUnits = ({ amount, currency }: Money): Money => ({
  amount: fromMinor(toMinor(amount, currency), currency),
  currency,
})

/** Money as a person reads it, without decimals where there are none. */
export function formatMoney(value: Money, locale: string): string {
  const whole = Number.isInteger(value.amount)
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: value.currency,
    ...(whole && { minimumFractionDigits: 0, maximumFractionDigits: 0 }),
  }).format(value.amount)
}
