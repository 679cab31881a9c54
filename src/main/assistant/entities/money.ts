import type { Money } from '../../../shared/money.ts'
import { matches, type Span } from './span.ts'

/** Currencies by the words and signs people use; a dollar without more is the user's own where they use one. */
const words: [pattern: string, code: string][] = [
  ['us ?\\$|us dollars?|american dollars?|usd', 'USD'],
  ['a\\$|au\\$|australian dollars?|aussie dollars?|aud', 'AUD'],
  ['c\\$|ca\\$|canadian dollars?|cad', 'CAD'],
  ['nz\\$|new zealand dollars?|kiwi dollars?|nzd', 'NZD'],
  ['hk\\$|hong kong dollars?|hkd', 'HKD'],
  ['s\\$|singapore dollars?|sgd', 'SGD'],
  ['\\$|dollars?|bucks?', '$'],
  ['€|euros?|eur\\b|euro', 'EUR'],
  ['£|pounds?(?: sterling)?|quid|sterling|gbp|british pounds?', 'GBP'],
  ['jp¥|¥|yen|jpy|japanese yen', 'JPY'],
  ['swiss francs?|francs?|chf', 'CHF'],
  ['swedish (?:krona|kronor|crowns?)|sek', 'SEK'],
  ['norwegian (?:krone|kroner|crowns?)|nok', 'NOK'],
  ['danish (?:krone|kroner|crowns?)|dkk', 'DKK'],
  ['czech (?:koruna|korunas|crowns?)|koruna|korunas|czk', 'CZK'],
  ['z[lł]oty(?:ch|s)?|pln', 'PLN'],
  ['forints?|huf', 'HUF'],
  ['(?:turkish )?liras?|try\\b(?= to| in)', 'TRY'],
  ['₹|(?:indian )?rupees?|inr', 'INR'],
  ['yuan|renminbi|rmb|cny', 'CNY'],
  ['₩|(?:korean )?won\\b|krw', 'KRW'],
  ['฿|(?:thai )?baht|thb', 'THB'],
  ['(?:mexican )?pesos?|mxn', 'MXN'],
  ['(?:brazilian )?reais|(?:brazilian )?real\\b|brl|r\\$', 'BRL'],
  ['(?:south african )?rand\\b|zar', 'ZAR'],
  ['(?:moroccan )?dirhams?|mad\\b', 'MAD'],
  ['aed|emirati dirhams?', 'AED'],
  ['(?:romanian )?lei\\b|ron\\b', 'RON'],
  ['icelandic (?:krona|kronur)|isk', 'ISK'],
  ['ringgits?|myr', 'MYR'],
  ['rupiah|idr', 'IDR'],
  ['(?:vietnamese )?dong\\b|vnd', 'VND'],
  ['egyptian pounds?|egp', 'EGP'],
  ['shekels?|ils', 'ILS'],
]
const anyCurrency = words.map(([pattern]) => pattern).join('|')
const dollars = new Set(['USD', 'AUD', 'CAD', 'NZD', 'HKD', 'SGD'])

/** The ISO code of a currency's word, sign or code; `home` decides what a dollar is. */
export function currencyOf(word: string, home: string): string | undefined {
  const found = words.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(word.trim().toLowerCase()))?.[1]
  if (found === '$') return dollars.has(home) ? home : 'USD'
  return found
}

/** A currency named in a text without an amount. */
export function readCurrencies(plain: string, home: string): (Span & { code: string })[] {
  return matches(new RegExp(`(?<![a-z])(?:${anyCurrency})(?![a-z])`), plain).flatMap(({ start, end, groups }) => {
    const code = currencyOf(groups[0] ?? '', home)
    return code === undefined ? [] : [{ start, end, code }]
  })
}

export interface SaidMoney extends Span, Money {
  /** Whether a currency was said; else it is the user's. */
  explicit: boolean
  negative: boolean
}

const digits = "\\d{1,3}(?:[,. ']\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?"
const scale = ' ?(?:k|grand|thousand|hundred|m|million)\\b'

/**
 * Amounts of money in a text: “€1,200”, “1.5k”, “12,50 €”, “fifty bucks” (as digits), “2 grand”. Numbers without a currency
 * only where `bare` says so: they may be anything.
 */
export function readMoney(plain: string, home: string, bare = false): SaidMoney[] {
  const pattern = new RegExp(
    `(-|minus )?(?:(?<![a-z])(${anyCurrency}) ?(-)?(${digits})(?![\\d])(${scale})?|(?<![\\d.,/:-])(${digits})(${scale})? ?(?:(${anyCurrency})(?![a-z]))|(?<![\\d.,/:])(${digits})(${scale}))`,
  )
  const found = matches(pattern, plain).flatMap(({ start, end, groups }): SaidMoney[] => {
    const [, minus, signed, inner, a, aScale, b, bScale, word, c, cScale] = groups
    const grand = /grand|k|thousand/.test(cScale ?? '')
    if (c !== undefined && !grand) return []
    const currency = currencyOf(signed ?? word ?? '', home)
    const value = numberOf(a ?? b ?? c ?? '') * scaleOf(aScale ?? bScale ?? cScale)
    return [
      {
        start,
        end,
        amount: value,
        currency: currency ?? home,
        explicit: currency !== undefined,
        negative: minus !== undefined || inner !== undefined,
      },
    ]
  })
  if (!bare) return found
  const plainNumbers = matches(new RegExp(`(?<![\\w.,/:€£$-])(-|minus )?(${digits})(?![\\w/:%]|[.,]\\d)`), plain)
    .filter((span) => !found.some((other) => span.start < other.end && other.start < span.end))
    .map(({ start, end, groups }) => ({
      start,
      end,
      amount: numberOf(groups[2] ?? ''),
      currency: home,
      explicit: false,
      negative: groups[1] !== undefined,
    }))
  return [...found, ...plainNumbers].sort((x, y) => x.start - y.start)
}

/** The number that digits with separators mean: “1,200” and “1.200” are 1200, “12,50” and “12.5” are decimals. */
export function numberOf(text: string): number {
  const tidy = text.replace(/[' ]/g, '')
  const last = Math.max(tidy.lastIndexOf(','), tidy.lastIndexOf('.'))
  if (last < 0) return Number(tidy)
  const decimals = tidy.length - last - 1
  if (decimals === 3) return Number(tidy.replace(/[.,]/g, ''))
  return Number(`${tidy.slice(0, last).replace(/[.,]/g, '')}.${tidy.slice(last + 1)}`)
}

function scaleOf(word: string | undefined): number {
  const scale = word?.trim() ?? ''
  if (/^(?:k|grand|thousand)$/.test(scale)) return 1000
  if (scale === 'hundred') return 100
  return /^(?:m|million)$/.test(scale) ? 1_000_000 : 1
}
