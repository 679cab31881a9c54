/** One payment made for several people. Amounts are integer minor units of one currency. */
export interface SharedPayment {
  payer: string
  minor: number
  shares: readonly { name: string; share: number }[]
}

export interface Transfer {
  from: string
  to: string
  minor: number
}

/** Up to this many people the fewest transfers are found exactly; above it, at most one fewer than there are people. */
const exactUpTo = 12

/**
 * Divides an integer amount in proportion to shares, by the method of largest remainders: the parts are integers and
 * add up to the amount exactly; of equal remainders the earlier share gets the unit.
 * @param shares positive weights, at least one
 */
export function allocate(minor: number, shares: readonly number[]): number[] {
  const largest = Math.max(...shares)
  const weights = shares.map((share) => share / largest)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const exact = weights.map((weight) => (minor * weight) / total)
  const parts = exact.map(Math.floor)
  const rest = minor - parts.reduce((sum, part) => sum + part, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (let given = 0; given < rest; given += 1) {
    const index = byRemainder[given % byRemainder.length]?.index ?? 0
    parts[index] = (parts[index] ?? 0) + 1
  }
  // Of very large amounts the floating-point parts may come out above the whole: the largest part gives it back.
  if (rest < 0) {
    const index = parts.indexOf(Math.max(...parts))
    parts[index] = (parts[index] ?? 0) + rest
  }
  return parts
}

/** Names are the same person whatever their case and the spaces around them. */
const personKey = (name: string): string => name.trim().normalize('NFC').toLocaleLowerCase('en')

/**
 * What each person has to get (positive) or to give (negative); adds up to zero. Names are as first written.
 */
export function balancesOf(payments: readonly SharedPayment[]): { name: string; minor: number }[] {
  const balances = new Map<string, { name: string; minor: number }>()
  const add = (name: string, minor: number): void => {
    const key = personKey(name)
    const balance = balances.get(key) ?? { name: name.trim(), minor: 0 }
    balance.minor += minor
    balances.set(key, balance)
  }
  for (const { payer, minor, shares } of payments) {
    if (shares.length === 0) continue
    add(payer, minor)
    const parts = allocate(
      minor,
      shares.map(({ share }) => share),
    )
    shares.forEach(({ name }, index) => {
      add(name, -(parts[index] ?? 0))
    })
  }
  return [...balances.values()]
}

/**
 * The transfers after which nobody owes anybody: as few as possible. People fall into as many groups as there can be whose
 * balances add up to zero; within a group of n, n − 1 transfers settle it.
 */
export function settleUp(balances: readonly { name: string; minor: number }[]): Transfer[] {
  const open = balances.filter(({ minor }) => minor !== 0)
  return zeroSumGroups(open).flatMap(settleGroup)
}

type Balance = { name: string; minor: number }

/** Dynamic programming over subsets: the most disjoint groups that each add up to zero. */
function zeroSumGroups(open: readonly Balance[]): Balance[][] {
  if (open.length === 0) return []
  if (open.length > exactUpTo) return [[...open]]
  const size = 1 << open.length
  const sums = new Float64Array(size)
  const most = new Int32Array(size)
  const lastAdded = new Int32Array(size).fill(-1)
  for (let set = 1; set < size; set += 1) {
    let best = -1
    open.forEach(({ minor }, index) => {
      const bit = 1 << index
      if ((set & bit) === 0) return
      const before = set ^ bit
      sums[set] = (sums[before] ?? 0) + minor
      const groups = most[before] ?? 0
      if (groups > best) {
        best = groups
        lastAdded[set] = index
      }
    })
    most[set] = best + (sums[set] === 0 ? 1 : 0)
  }
  const groups: Balance[][] = []
  for (let set = size - 1; set > 0; ) {
    if (sums[set] === 0 || groups.length === 0) groups.push([])
    const index = lastAdded[set] ?? 0
    const person = open[index]
    if (person !== undefined) groups.at(-1)?.push(person)
    set ^= 1 << index
  }
  return groups
}

/** The one who owes most pays the one who gets most, until all is even. */
function settleGroup(group: readonly Balance[]): Transfer[] {
  const debtors = group.filter(({ minor }) => minor < 0).map(({ name, minor }) => ({ name, minor: -minor }))
  const creditors = group.filter(({ minor }) => minor > 0).map(({ name, minor }) => ({ name, minor }))
  const largestFirst = (a: Balance, b: Balance): number => b.minor - a.minor || a.name.localeCompare(b.name, 'en')
  const transfers: Transfer[] = []
  for (;;) {
    const debtor = debtors.sort(largestFirst)[0]
    const creditor = creditors.sort(largestFirst)[0]
    if (debtor === undefined || creditor === undefined) return transfers
    const minor = Math.min(debtor.minor, creditor.minor)
    transfers.push({ from: debtor.name, to: creditor.name, minor })
    debtor.minor -= minor
    creditor.minor -= minor
    if (debtor.minor === 0) debtors.shift()
    if (creditor.minor === 0) creditors.shift()
  }
}
