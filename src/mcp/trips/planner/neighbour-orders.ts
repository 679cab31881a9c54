/** `items` with `item` put in at a position. */
export function insertedAt<Item>(items: readonly Item[], position: number, item: Item): Item[] {
  return [...items.slice(0, position), item, ...items.slice(position)]
}

/** Every order that differs by one moved item (Or-opt) or one reversed stretch (2-opt). */
export function* neighbourOrders<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += 1) {
    const moved = items[from]
    if (moved === undefined) continue
    const rest = items.filter((_, position) => position !== from)
    for (let to = 0; to <= rest.length; to += 1) if (to !== from) yield insertedAt(rest, to, moved)
  }
  for (let from = 0; from < items.length - 2; from += 1) {
    for (let to = from + 3; to <= items.length; to += 1) {
      yield [...items.slice(0, from), ...items.slice(from, to).reverse(), ...items.slice(to)]
    }
  }
}
