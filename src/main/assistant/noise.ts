/** Pictures and hearts say nothing that is to be done. */
const pictures = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\u200D)+/gu

/** Interjections that may open a message. */
const interjections = [
  'omg',
  'lol',
  'yo',
  'eh',
  'oo+h?',
  'a+w+',
  'hmm+',
  'ugh',
  'whoa',
  'phew',
  'argh+',
  'oh (?:dear|no|well|my|god|gosh|right|yes|wait)(?: me)?',
  'o+h',
  'dear me',
  'ok(?:ay)?',
  'real talk',
  'tbh',
  'honestly',
  'basically',
  'anyway',
  'anyways',
  'right',
  'so',
  'hi(?: there)?',
  'hello(?: there)?',
  'hey(?: there)?',
  'good (?:morning|afternoon|evening)',
  'any chance (?:you|u|we) (?:could|can)',
  'is there any (?:way|chance) (?:you|u|we) (?:could|can)',
  '(?:please )?to be so kind (?:as )?to',
  'please to',
  '(?:would|could) you be so (?:kind|good|nice) (?:as )?to',
  'would you be able to',
  '(?:i|we)(?:.d| would) be (?:grateful|glad|happy) if you (?:could|would)',
  'be a (?:dear|love|star) and',
  'do me a favou?r(?: and|:|,)?',
]
const opening = new RegExp(`^(?:(?:${interjections.join('|')})(?:[,.!…:-]+\\s*|\\s+))(?=\\S)`, 'iu')

/** Politeness, laughter and terms of endearment that may close a message. */
const closings = [
  '[,.!?]* +(?:lol|lmao|haha+|hehe+|xx*|tbh|innit|or nah|or not|or what)',
  '[,.!?]+ *(?:babe|hun|mate|bro|dude|pal|love|darling|dear|sweetie|would you|will you|could you|can you|worth it|no rush)',
  '[,.!?]+ *(?:bless (?:him|her|them|you)|been there,? done that|thanks in advance|much obliged|many thanks)',
  '[,.!?]* +if (?:you (?:can|could|would|wouldn.t mind|please)|possible|that.s (?:ok|okay|alright|all right|possible))',
  '[,.!?]* +i.m afraid',
]
const closing = new RegExp(`(?:${closings.join('|')})[.!? ]*$`, 'iu')

/** A message without interjections, pictures and politeness around what it asks; it never becomes empty. */
export function withoutNoise(message: string): string {
  let text = message
    .replace(pictures, ' ')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
  const asks = /\?\s*$/.test(text)
  for (let before = ''; before !== text; ) {
    before = text
    const opened = text.replace(opening, '')
    if (/[\p{L}\p{N}]{2}.*\s/u.test(opened)) text = opened
    const closed = text.replace(closing, '')
    if (/[\p{L}\p{N}]{2}.*\s/u.test(closed)) text = closed
  }
  if (text === '') return message
  return asks && !text.endsWith('?') ? `${text}?` : text
}

/** Contractions written without their sign. */
const contractions: [RegExp, string][] = [
  [/\b(i|we|you|they)ve\b/gi, "$1've"],
  [/\b(you|they)re\b/gi, "$1're"],
  [/\b(is|are|was|were|has|have|had|does|do|did|ca|wo|could|would|should)nt\b/gi, "$1n't"],
  [/\b(what|where|when|how|who|that|there)s\b/gi, "$1's"],
  [
    /\bits (?=(?:not|just|only|now|going|gonna)\b|\d|(?:two|three|four|five|six) (?:of|people|adults)\b|(?:two|three|four|five|six)\W*$)/gi,
    "it's ",
  ],
  [/\bim\b/gi, "I'm"],
  [/\blets\b/gi, "let's"],
  [/\b(i|we)d (?=(?:also |really |rather |much )*(?:like|love|prefer|rather|be)\b)/gi, "$1'd "],
  [
    /(^|[,.!;] |\b(?:so|and|actually|that|because) )were (?=(?:not |also |all |just |only |no longer )*(?:\p{L}+ing\b|into\b|\d|(?:two|three|four|five|six|seven|eight)\b|now\b|in\b|from\b))/giu,
    "$1we're ",
  ],
]

/** A text with the apostrophes that were left out: “were thinking of Rome” is “we're thinking of Rome”. */
export const withApostrophes = (text: string): string =>
  contractions.reduce((before, [pattern, full]) => before.replace(pattern, full), text)
