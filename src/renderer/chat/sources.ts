const deepest = 5

/** The names of the sources that stand anywhere in an answer, without what is said of them, each once, at most three. */
export function sourcesOf(output: unknown): string[] {
  const found = new Set<string>()
  const look = (value: unknown, depth: number): void => {
    if (value === null || typeof value !== 'object' || depth > deepest || found.size >= 3) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'source' && typeof inner === 'string' && inner !== '' && inner !== 'user')
        found.add(inner.split(',')[0] ?? inner)
      else look(inner, depth + 1)
    }
  }
  look(output, 0)
  return [...found].slice(0, 3)
}
