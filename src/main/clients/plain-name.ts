/**
 * A name that a program gave itself, fit to be shown: one line of at most 60 characters, without the control, format and
 * direction characters that could make a page read otherwise. undefined where nothing is left.
 */
export function plainName(given: string | undefined): string | undefined {
  const plain = (given ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return plain === '' ? undefined : [...plain].slice(0, 60).join('').trim()
}
