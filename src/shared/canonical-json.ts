/** JSON with the fields of every object in the order of their names: equal for equal values, whatever order they came in. */
export function canonicalJson(value: unknown): string {
  const sorted = (_name: string, field: unknown): unknown =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)))
      : field
  return JSON.stringify(value, sorted) ?? 'null'
}
