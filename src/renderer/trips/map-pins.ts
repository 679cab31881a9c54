export interface Marker {
  x: number
  y: number
}

export interface Group<M extends Marker> extends Marker {
  members: M[]
}

/**
 * Markers by where they are drawn: the nearest two join, in their middle, until none are closer than `gap` pixels.
 * Nothing is moved off its place; zooming in parts them.
 */
export function grouped<M extends Marker>(markers: readonly M[], gap: number): Group<M>[] {
  let groups = markers.map((marker): Group<M> => ({ x: marker.x, y: marker.y, members: [marker] }))
  for (let pair = nearest(groups, gap); pair !== undefined; pair = nearest(groups, gap)) {
    const [a, b] = pair
    groups = groups.flatMap((group) => (group === a ? [joined(a, b)] : group === b ? [] : [group]))
  }
  return groups
}

function nearest<M extends Marker>(groups: readonly Group<M>[], gap: number): [Group<M>, Group<M>] | undefined {
  let best: [Group<M>, Group<M>] | undefined
  let least = gap
  for (const [index, a] of groups.entries()) {
    for (const b of groups.slice(index + 1)) {
      const distance = Math.hypot(a.x - b.x, a.y - b.y)
      if (distance >= least) continue
      least = distance
      best = [a, b]
    }
  }
  return best
}

function joined<M extends Marker>(a: Group<M>, b: Group<M>): Group<M> {
  const members = [...a.members, ...b.members]
  return {
    members,
    x: members.reduce((sum, { x }) => sum + x, 0) / members.length,
    y: members.reduce((sum, { y }) => sum + y, 0) / members.length,
  }
}
