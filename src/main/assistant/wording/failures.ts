import type { SojournError } from '../../../shared/errors.ts'

/** A tool's refusal as the assistant says it: the sentence, and what to do next. */
export function inWords(error: SojournError): string {
  const sentence = error.message.replace(/^[A-Z][\w ]+: (?=[a-z_.]+: )/, '')
  const advice = error.hint === undefined || /field/i.test(error.hint) ? '' : ` ${error.hint}`
  return `I could not do that: ${lowerFirst(sentence)}${advice}`
}

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
