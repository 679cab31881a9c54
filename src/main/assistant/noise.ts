/** Pictures and hearts say nothing that is to be done. */
const pictures = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\u200D)+/gu

/** Interjections that may open a message. */
const interjections = [
  'omg',
  'lol',
  'yo',
  'eh',
  'o+h',
  'oo+h?',
  'a+w+',
  'hmm+',
  'ugh',
  'whoa',
  'phew',
  'argh+',
  'oh (?:dear|no|well|my|god|gosh)',
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
