import type { Clause, Family } from '../context.ts'
import type { Reply } from '../talk.ts'
import { hasTrip } from './which-trip.ts'

interface Limit {
  pattern: RegExp
  score: number
  reply: Reply
}

const limits: Limit[] = [
  {
    pattern:
      /\b(?:rather|prefer(?: to)?|instead|want to|like to|can we|let's)\b[^.?]*\b(?:by (?:train|bus|car|plane|ferry|coach|boat)|take the (?:train|bus|ferry|coach)|drive there|drive instead)\b|\b(?:no flights|not fly|rather not fly|don't want to fly|without flying)\b/,
    score: 79,
    reply: {
      text: 'I can’t choose how you get there: a plan estimates the flight or train that is usual for the distance. I can tell you how long another way takes, and you can note it as a task.',
      suggestions: ['How far is it from London to Paris by train?', 'Remind me to book the train'],
    },
  },
  {
    pattern:
      /^(?:please )?(?:book|reserve|buy|purchase|get|order|hire|rent)\b(?! (?:train tickets|tickets) (?:task|to-do))[^.]*\b(?:flights?|hotels?|rooms?|tables?|tickets?|trains?|cars?|airbnb|apartments?|hostels?|tours?|seats?|taxis?|uber|restaurants?|accommodation|ferry|bus|coach|it|them)\b|\bmake (?:a|me a|us a) (?:booking|reservation)\b|^(?:book|reserve) (?:me|us|it|that|them|a|the)\b|\bpay (?:for )?(?:the|my|our|it)\b.*\b(?:card|paypal|now)\b/,
    score: 79,
    reply: {
      text: 'I can’t book or pay for flights, stays or anything else: the built-in assistant has no access to airlines, hotels or shops. I can put it on your list, and the fares and stays in a plan are estimates to go by.',
      suggestions: ['Remind me to book it tomorrow', 'What can you do?'],
    },
  },
  {
    pattern:
      /\b(?:find|search|look(?:ing)? (?:up|for)|show|get|check|compare|what(?:'s| is| are)|which|are there|any|cheapest|how much (?:is|are)|track|price of)\b[^.?]*\b(?:flights?|airfares?|air ?bnbs?|(?<!our |my |the )hotels?|hostels?|accommodation|places to stay|somewhere to stay|flight prices?|rental cars?|car hire|train tickets|flight status)\b/,
    score: 71,
    reply: {
      text: 'I can’t look up live flights, fares or rooms: I work offline. A plan does carry estimates of the fare and the stay, labelled as such.',
      suggestions: ['Plan a weekend in Lisbon in May', 'Nearest airport to Lisbon'],
    },
  },
  {
    pattern:
      /\b(?:is|are|will) (?:it|there)(?: be| going to)? ?(?:raining|rain|sunny|snowing|snow|hot|cold|warm|windy|cloudy|storm)\w*\b|\b(?:weather|forecast|temperature|how (?:hot|cold|warm))\b/,
    score: 74,
    reply: {
      text: 'I can’t see live weather or a forecast: I work offline. For a trip, I can tell you what is usual there at that time of year.',
      suggestions: ['Plan a weekend in Lisbon in May', 'What can you do?'],
    },
  },
  {
    pattern:
      /\b(?:write|compose|make up|tell|sing|create|draft|generate|draw|paint|recite|give)\b[^.?]*\b(?:poem|poetry|joke|story|song|essay|haiku|limerick|letter|e-?mail|blog|picture|image|code|program|speech|rap|tweet|caption)\b|^(?:a |another )?(?:joke|poem|story)\b|\bmake me laugh\b/,
    score: 80,
    reply: {
      text: 'I can’t write poems, jokes, letters or other texts: I am a fixed grammar and no language model. Trips, tasks, budgets and travel facts are what I know.',
      suggestions: ['What can you do?'],
    },
  },
  {
    pattern:
      /\b(?:translate|translation|how (?:do|would) (?:you|i) say|what(?:'s| is) .{1,40} in (?:french|spanish|german|italian|portuguese|japanese|chinese|greek|dutch|polish|turkish|arabic|russian|korean|thai))\b/,
    score: 80,
    reply: {
      text: 'I can’t translate: I am a fixed grammar and no language model. I can tell you which languages are spoken in a country.',
      suggestions: ['What languages are spoken in Portugal?'],
    },
  },
  {
    pattern:
      /\b(?:(?:add|put|export|sync|send|save|copy|create|import|connect)\b[^.?]*\b(?:calendar|google calendar|outlook|ical|ics)|calendar event|(?:my|the) calendar|am i (?:free|busy)|what(?:'s| is) on my (?:calendar|diary)|share (?:it|this|that|the trip|my trip)|export (?:it|this|that|the trip|my trip)|as a pdf|print (?:it|the trip|the itinerary)|send (?:it|this|that|the (?:trip|plan|itinerary)) to|e-?mail (?:it|this|that|(?:the|my|our) (?:trip|plan|itinerary|list|tasks)|me)|send (?:me )?(?:the|my|our) (?:trip|plan|itinerary|list))\b/,
    score: 81,
    reply: {
      text: 'I can’t reach calendars, e-mail or other apps, and can’t export or share a trip. Tasks and their reminders I can keep here.',
      suggestions: ['Remind me to share the plan tomorrow'],
    },
  },
  {
    pattern:
      /\b(?:remember that (?:i|we|my)|what do you (?:know|remember) about me|my (?:passport|card|password|pin) (?:number )?is|memori[sz]e|do you remember)\b/,
    score: 80,
    reply: {
      text: 'I can’t keep memories about you. What should not be forgotten can go on your list; home, currency and time zone are in Settings.',
      suggestions: ['Remind me to renew my passport on Monday'],
    },
  },
  {
    pattern:
      /\b(?:news|headlines|stock|share price|bitcoin|football score|who won|who is|who was|president|prime minister|capital of(?! expense)|meaning of|define|wikipedia|google (?:it|that|for)|search the (?:web|internet)|look (?:it )?up online|browse|play (?:some |a |me |us )*(?:music|song|game|video|jazz|radio|playlist|spotify|tune|album)|turn (?:on|off) the|call (?:an? )?(?:uber|taxi|cab)|(?:phone|ring|call) (?:a|the|some|any) (?:restaurant|hotel|shop|airline|hostel|museum|taxi)|reserve (?:a |us a |me a )?table|send (?:a |an |one |my )?(?:text|message|sms|e-?mail)|set (?:an? )?(?:alarm|timer)|solve|calculate|recipe|horoscope)\b|^what(?:'s| is) \d+ ?(?:[-+*x/]|plus|times|minus|divided)/,
    score: 60,
    reply: {
      text: 'I can’t help with that: the built-in assistant knows trips, tasks, budgets and travel facts, and works without the web.',
      suggestions: ['What can you do?'],
    },
  },
  {
    pattern:
      /\b(?:do (?:i|we) need (?:a )?(?:visa|vaccin\w+|passport|jabs?)|visa (?:requirements?|for)|vaccin\w+|is it safe|how safe|crime|covid|travel advice|flight (?:\w+ )?(?:delayed|on time|status)|is my flight)\b/,
    score: 66,
    reply: {
      text: 'I can’t tell you about visas, vaccinations, safety or live travel news: ask your government’s travel advice. Plugs, money, tipping, languages, emergency numbers and holidays of a country I do know.',
      suggestions: ['Emergency number in Portugal', 'Remind me to check visa rules tomorrow'],
    },
  },
]

const isTask = /\b(?:remind|task|to-do|to do list|my list|the list|don't let me forget)\b/

/** What the assistant cannot do: says so plainly, and what would help. */
export const cannotFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (isTask.test(plain)) return undefined
  const weather = limits.find(({ pattern }) => pattern.source.includes('forecast'))
  if (weather?.pattern.test(plain) && hasTrip(context) && !live(clause)) return undefined
  const limit = limits.find(({ pattern }) => pattern.test(clause.core) || pattern.test(plain))
  if (limit === undefined) return undefined
  return {
    intent: 'cannot',
    score: limit.score,
    // biome-ignore lint/correctness/useYield: it needs no tool.
    talk: function* () {
      return limit.reply
    },
  }
}

const live = ({ text: { plain } }: Clause): boolean =>
  /\b(?:right now|now|currently|today|tonight|at the moment|tomorrow|this (?:week|weekend|morning|afternoon)|forecast)\b/.test(
    plain,
  )
