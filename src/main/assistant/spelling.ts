import { folded } from '../../shared/folded.ts'
/**
 * How many single-letter changes (insert, delete, replace, swap of neighbours) turn one word into the other: the restricted
 * Damerau-Levenshtein distance, given up above `most`.
 */
export function editDistance(a: string, b: string, most = 3): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1)
      row.push(value)
      least = Math.min(least, value)
    }
    if (least > most) return most + 1
    before = previous
    previous = row
  }
  return Math.min(previous[b.length] ?? most + 1, most + 1)
}

/** Words of the grammar that typos are corrected to. */
const lexicon = new Set(
  `plan planning trip trips travel holiday holidays vacation weekend weekends itinerary journey visit getaway break
  january february march april june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday
  today tomorrow tonight yesterday week weeks fortnight month months night nights days morning afternoon evening lunch dinner breakfast
  remind reminder reminders remember task tasks delete remove cancel complete completed finished finish rename change move
  swap shift budget expense expenses spent spend money cost costs euro euros pound pounds dollar dollars currency convert exchange
  airport airports nearest closest distance travellers people adults adult children family friends wife husband
  girlfriend boyfriend partner museum museums gallery galleries restaurant restaurants viewpoints viewpoint architecture history
  relaxed relaxing packed balanced slower leisurely interests undo redo duplicate copy check problems
  emergency number plugs plug adapter adaptor socket language languages tipping country public second third fourth
  schedule overdue priority urgent please thanks thank weather flight flights hotel hotels summary breakdown remaining
  between christmas easter thursday from starting leaving arriving instead actually urgent`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Longer words of requests, which only words of five letters and more are corrected to. */
const longer = new Set(
  `about shorten extend bring flying everything stops renew anything called current there forget nothing something another should would could really
  already around start starts begin begins include visiting before after later earlier longer shorter together switch reopen postpone reschedule overdue
  drive driving walking train passport insurance dentist tickets booked bought cancelled somewhere cheaper afford enough expensive closed opening hours
  minutes water plants cathedral castle palace garden gardens market church tower bridge beach birthday people persons capital night nights moved
  translate calendar stretch leave extra realistic untick scrap miles dates stops whole lasts first cities licence renewed invoice appointment reserve
  brother sister mother father daughter things suggest total revert delay email validate interested going parks cheers robot restaurants coffee markets nearby
  beginning finished completed thinking looking planned spending dropped added removed because which where every weekly monthly early`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Ordinary words and names that are near a word of the grammar and must stay as they are. */
const leaveAlone = new Set(
  `while whole reminding tacked cram chuck chucks thing tack tacks tank tanks tusk desk place places plane planes plain plans planned plant plants planet trim trio tribe weed weak weeds nice lights light right sights sight fights might
  eight tasty mask asks text texts nine dates date data dinners diner diners launch bunch spend spends spent lend
  most cost post host lost coast money monkey honey mother brother other another form frame farm from tasked
  friend family rename renamed remembers remain remained reminded moved moves mover love loves lover charge chance changed changes
  copied coffee cope ports port porto sport sports airport pound round found ground sound euro europe museum
  check checks cheque chicken cheap cheaper finish finished finnish danish spanish quid undone done redone
  later letter better batter seconds minute minutes hours house mouse hotel motel hostel hostels hotels
  days daily day way ways today nights knights night sunny sundays mondays fridays tuesdays thursdays saturdays wednesdays
  sister mister minister easter eastern western leaving living starting staring arriving driving
  steps step stop stops shop shops top tops pack packs packing park parks bank banks tank book books cook look
  paris parts rome rice nice milan malta lima cairo turin berlin munich venice vienna geneva
  visited visits visiting visitor visa budgets expensive expense travel travels traveller travelled traveler gravel
  people person persons purple adult number numbers member members lunches evening evenings mornings weekday weekdays week weekly
  monthly months mouth mouths north south third thirds bird birds money convent convert concert concerts
  swap swan shift shirt move movie movies more store tore task ask language luggage baggage garbage
  plug plus slug plum tram trams train trains trail trails brain rain drain grain strain
  send sent sends sender paced pace spaced talk talks talked walk wine wise wide wild wipe wire bread broad match marsh thing think thin tips thanks sterling crown crowns whether leather
  these theme those where being brink drove dives waking closer closes clothes waiter waiters wafer towel towels bench bleach bride marker marked cattle
  brought rally world wound stitch swatch began begun linger noting forgot forge pants plates planks frying stars smart stare stair stairs state alter
  bout brig bing cold ever even were late lake star hour mile stop dive thinks decay relay earl lave fist lass
  abet abut abort least lease leaf extras scrape scraps mules mikes smiles fist firsts list last lost rent bent thee tree free three hare here hire then
  whose were there's booking looked cooked wines whines trains treat great tread driver drivers walker watch catch match batch nearly yearly pearly every very
  easier easiest picked packet parked packets shower flower showers slowly lower cast coat cosy core cots mode mole modern copied copy cops trap tripe trips
  county counties cancer closet planting planking leading reading loading weaving moaning mourning sporting shorting sorting jury dune dads daisy swift shirts
  pond pocket rocket soccer cheek chick frog prom launch launched launches winner thinner instance distant remainder rewind rewinding compete complex computer
  chuck chucks collar numb lumber budge nudge summery history historic interest interested interesting problem party partly pastry pasta paste master faster poster
  than then them they play player played stay plot spot spots exact third thirty fifth sixth eighth ninth tenth tent undo redo under order older holder`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/**
 * The word of the grammar that a typed word most likely is, or the word itself. Only words of four letters and more are
 * corrected, by one change (two from eight letters on), and only where the first letter is right.
 */
export function correctWord(word: string): string {
  if (word.length < 4 || lexicon.has(word) || longer.has(word) || leaveAlone.has(word) || !/^[a-z]+$/.test(word))
    return word
  const most = word.length >= 8 ? 2 : 1
  let best = word
  let bestDistance = most + 1
  for (const known of [...lexicon, ...longer]) {
    if (known.length < 4 || known[0] !== word[0] || Math.abs(known.length - word.length) > most) continue
    // A regular ending is not a typo.
    if (word === `${known}s` || word === `${known}ed` || word === `${known}d` || word === `${known}er`) return word
    const distance = editDistance(word, known, most)
    if (distance < bestDistance) {
      best = known
      bestDistance = distance
    }
  }
  return best
}

const bare = (text: string): string =>
  folded(text)
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Words that say little about which thing is meant. */
const small = new Set(
  `the a an to of in at on and for my our your that this it one thing task about with de do da del la le el des du i we is`.split(
    ' ',
  ),
)

export const wordsOf = (text: string): string[] =>
  bare(text)
    .split(' ')
    .filter((word) => word !== '')
const telling = (text: string): string[] => {
  const words = wordsOf(text)
  const kept = words.filter((word) => !small.has(word))
  return kept.length > 0 ? kept : words
}

const stem = (word: string): string =>
  word.replace(/(?:ing|ed|es|s)$/, (ending) => (word.length - ending.length >= 3 ? '' : ending))

/** How alike two words are, 0 to 1: the same but for an ending 0.95, one the beginning of the other 0.85, a typo apart 0.9. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  if (a.length >= 4 && b.length >= 4 && stem(a) === stem(b)) return 0.95
  if (a.length >= 4 && (b.startsWith(a) || a.startsWith(b)) && Math.min(a.length, b.length) >= 4) return 0.85
  const longest = Math.max(a.length, b.length)
  if (longest < 4) return 0
  const distance = editDistance(a, b, 2)
  if (distance === 1) return longest >= 5 ? 0.9 : 0.75
  return distance === 2 && longest >= 7 ? 0.8 : 0
}

/**
 * How well what was said names a thing, 0 to 1: the share of the telling words said that the name has, allowing typos,
 * endings and missing accents; a little more where they are all of the name.
 */
export function nameMatch(said: string, name: string): number {
  return shareFound(said, name) * 0.75 + shareFound(name, said) * 0.25
}

/** The share of the telling words of `words` that are found in `text`, 0 to 1, allowing typos and endings. */
export function shareFound(words: string, text: string): number {
  const wanted = telling(words)
  const among = telling(text)
  if (wanted.length === 0 || among.length === 0) return 0
  const best = (word: string) => Math.max(0, ...among.map((other) => likeness(word, other)))
  return wanted.reduce((sum, word) => sum + best(word), 0) / wanted.length
}
