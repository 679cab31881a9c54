/** Text as searches compare it: without case and accents, “São” as “sao”. Letters of other scripts stay as they are. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
