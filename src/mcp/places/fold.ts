import { folded } from '../../shared/folded.ts'

/** Letters that Unicode does not decompose into a base letter and a mark. */
const letters: Record<string, string> = {
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ə: 'e',
}

/** Words that are written in several ways in names, each brought to its short form. */
const shortForms: Record<string, string> = { saint: 'st', sankt: 'st', fort: 'ft', mount: 'mt' }

/**
 * A name as a key to compare by: lower case, without accents and punctuation, words parted by one blank, "saint" as
 * "st". `fold('São Tomé')` and `fold('sao  tome')` are equal.
 */
export function fold(text: string): string {
  return folded(text)
    .replace(/[øßłđðþæœıə]/g, (letter) => letters[letter] ?? letter)
    .replace(/['’‘`ʻʿ.]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => shortForms[word] ?? word)
    .join(' ')
}
