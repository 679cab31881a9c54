import type { Pace } from '../../../mcp/trips/contract.ts'
import { matches, type Span } from './span.ts'

const forms: [pattern: string, pace: Pace][] = [
  [
    "too much(?! (?:money|time))(?: going on| in| packed)?|(?:too|so|a bit|bit|a little|very|quite|pretty|rather|less|not (?:too |so |that )?) ?(?:much )?(?:hectic|busy|packed|full(?:-on)?|rushed|tiring|intense|exhausting|crammed|tight)|too fast|(?:don't|do not|no|not|without|never) (?:want to |like to |need to |be |feel |get )*(?:rush(?:ed|ing)?(?: around)?|hurry(?:ing)?|run(?:ning)? around|cram)|hate rushing|no rush|no (?:stress|hurry|pressure|hassle)|stress[ -]?free|(?:nice and )?easy does it|nothing (?:too )?(?:strenuous|tiring|demanding|exhausting|hectic|taxing)|not (?:too |so )?(?:strenuous|tiring|demanding|taxing)|more than (?:i|we) can (?:manage|handle|cope with|do)|not too much (?:walking|distance)",
    'relaxed',
  ],
  [
    '(?:more |very |super |nice and |really |a )*(?:relax(?:ed|ing)?|slow(?:er)?(?:[ -]pace[d]?)?|easy[ -]?going|laid[ -]back|chill(?:ed)?(?: out)?|leisurely|gentl(?:e|er|y)|calm(?:er)?|quiet(?:er)?|lazy|unhurried|easier|lighter)(?: pace| tempo)?|tak(?:e|ing) (?:it|things) (?:easy|slow(?:ly)?)|at (?:a )?(?:slow|gentle|easy|comfortable|moderate|unhurried) pace|(?:slow|lazy|easy) (?:mornings|days)|lie-?ins?|slow (?:it|things) down|fewer (?:stops|things)|more (?:free|down) ?time|(?:leave|with) (?:plenty of|some|more) (?:free|down) ?time|easy pace|at (?:a )?(?:slow|gentle|easy) pace|rushed|(?:tone|dial|wind) (?:it|things|this|everything) (?:down|back)|ease (?:up|off)|lighten (?:it|the load|the days)|less (?:intense|full|stressful|hectic|packed)|rather not (?:rush|hurry)|fewer (?:stops|things|sights|activities)|spread (?:it|them|things|everything|the stops|the sights) out|(?:take|taking) (?:our|my|your|the) time|more breathing (?:space|room)|(?:less|not so much) (?:per|each|a|every) day',
    'relaxed',
  ],
  [
    '(?:pack|cram|fit|squeeze|do|see|get) (?:in )?(?:as much|as many|as possible|everything|it all)[a-z ]*(?:as (?:possible|(?:you|we|i) can))?|as much as (?:possible|you can|we can|i can)|(?:more |very |really |jam-?|action[ -]|fully )*packed|(?:pack|fill|stuff|cram) (?:it|the days?|every day|each day|our days|my days|them|every minute)(?: as)?(?: (?:full|tight(?:ly)?|much))?(?: as (?:possible|(?:you|we|i) can))|pack (?:it|(?:the|my|our|every|each) days?) full|(?:every|each) (?:day|minute) (?:full|packed|filled|crammed|busy)(?: to the (?:brim|max))?|full (?:days|to the brim)|long days|make the most of (?:it|every|each|our|my|the)(?: (?:day|minute|time))?|rammed|jam-?packed|chock-?a?-?(?:full|block)|packed full|full[ -]on|fuller(?: days)?|busy|busier|intens(?:e|ive)|fast[ -]?(?:er|paced)?(?: pace)?|non-?stop|whirlwind|see everything|hectic|(?:fill|pack) (?:it|the days|every day|them) (?:up|in|more)|more (?:stops|things) (?:a|per|each) day|speed (?:it|things) up|quicker|energetic|(?:pack|cram|fit|squeeze|do|see|get) (?:in )?(?:as much|as many|as possible|everything|it all)[a-z ]*(?:as (?:possible|(?:we|i) can))?|as much as (?:possible|we can|i can)|pack (?:it|the days) full|(?:cram|pack|fit|squeeze|do|see|get|stuff) more (?:stuff |things |sights |stops )?(?:in|into)|more (?:in|into) (?:each|every|a) day',
    'packed',
  ],
  [
    'balanced|(?:normal|medium|moderate|average|middling|regular) ?(?:pace|tempo|speed)?|not too (?:slow|fast)',
    'balanced',
  ],
]

/** “no more than 3 things a day”, “two sights a day”: as many as the days of a pace hold. */
export function readDailyPace(plain: string): (Span & { pace: Pace }) | undefined {
  const [daily] = matches(
    /\b(?:(?:no|not) more than |at most |max(?:imum)? |only |just |about |around |up to )?(\d{1,2})(?: (?:or|to|-) (\d{1,2}))? (?:big |main |different )?(?:things|stops|sights|places|activities|attractions|items)(?: (?:to do|to see))? (?:a|per|each|every) day\b/,
    plain,
  )
  if (daily === undefined) return undefined
  const many = Number(daily.groups[2] ?? daily.groups[1])
  return { start: daily.start, end: daily.end, pace: many <= 3 ? 'relaxed' : many <= 5 ? 'balanced' : 'packed' }
}

/** The pace that was asked for. “Too hectic” asks for a relaxed one. */
export function readPace(plain: string): (Span & { pace: Pace }) | undefined {
  const daily = readDailyPace(plain)
  if (daily !== undefined) return daily
  const found = forms.flatMap(([pattern, pace], order) =>
    matches(new RegExp(`(?<![a-z'])(?:${pattern})(?![a-z])`), plain).map(({ start, end }) => ({
      start,
      end,
      pace,
      order,
    })),
  )
  const best = found.sort((a, b) => a.order - b.order || a.start - b.start)[0]
  return best && { start: best.start, end: best.end, pace: best.pace }
}
