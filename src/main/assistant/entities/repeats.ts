/** “every other Thursday”, “each month”: how often something comes again, with “every” or “each”. */
export const everyPattern =
  '\\b(?:every|each) (?:other |second |\\d+ |single )?(?:(?:first|last|2nd|3rd|second|third) )?(?:day|week|weekday|weekend|month|year|morning|evening|night|fortnight|mon|tue|wed|thu|fri|sat|sun|\\d)[\\p{L}\\d]*(?:(?:,| and| or) (?:mon|tue|wed|thu|fri|sat|sun)[\\p{L}]*)*'

/** The words of a repeat: “every day”, “weekly”, “weekdays”, “on Mondays”, “once a month”. */
export const repeats = new RegExp(
  `${everyPattern}|\\b(?:daily|weekly|monthly|yearly|annually|fortnightly|weekdays)\\b|\\bon (?:mon|tues|wednes|thurs|fri|satur|sun)days\\b|\\b(?:repeat|recur)(?:s|ing)?\\b(?: on)?|\\bonce a (?:day|week|month|year)\\b`,
  'u',
)
