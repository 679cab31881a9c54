import type { Reply } from '../talk.ts'

const tries = [
  'Plan a weekend in Lisbon in May',
  'Remind me to renew my passport on Monday',
  'What time is it in Tokyo?',
]

export function greeting(name: string | undefined): Reply {
  return {
    text: `Hello${name === undefined ? '' : `, ${name}`}! Tell me where you would like to go, or what you have to get done, and I will plan it or note it down.`,
    suggestions: tries,
  }
}

export function thanks(hasTrip: boolean): Reply {
  return {
    text: 'You’re welcome. Say so whenever you want something changed.',
    suggestions: hasTrip ? ['Check it for problems', 'What is on day 1?'] : [],
  }
}

export const help: Reply = {
  text: [
    'I am the built-in assistant: a fixed grammar and no language model, working on this machine without a network. I understand everyday requests about:',
    '',
    '- **Trips**: “Plan 4 days in Lisbon from 12 May for two, budget 1500 euros”, then “make it slower”, “add the Louvre on day 2”, “move it to Friday”, “check it for problems”',
    '- **Tasks** (your to-do list): “Remind me to call the bank on Monday at 3pm”, “what is due this week?”, “mark it done”',
    '- **Money**: “Set the budget to £1,200”, “spent 45 euros on dinner”, “what is left?”, “150 euros in pounds”',
    '- **Travel facts**: distances and travel times, nearest airports, times around the world, plugs, tipping, emergency numbers, holidays',
    '',
    '“Undo that” takes back the last thing I did.',
  ].join('\n'),
  suggestions: tries,
}

export const whatIAm: Reply = {
  text: 'I am Sojourn’s built-in assistant: not a language model, but a fixed grammar that turns everyday English into the app’s own tools. I work offline, make nothing up, and label what is an estimate. What I do not understand I will say plainly.',
  suggestions: ['What can you do?', ...tries.slice(0, 1)],
}

/** What is said to more than can be read. */
export function tooLong(most: number): Reply {
  return {
    text: `That is more than I can read at once: the built-in assistant takes up to ${most.toLocaleString('en')} characters. Tell me in a few sentences what you would like.`,
    suggestions: ['What can you do?'],
  }
}

/** What is said where nothing in a message could be read. */
export function notUnderstood(message: string): Reply {
  const empty = !/[\p{L}\p{N}]/u.test(message)
  return {
    text: empty
      ? 'I can’t read a request in that. Tell me in a sentence what you would like, such as “Plan a weekend in Lisbon in May”.'
      : 'Sorry, I did not understand that. I am the built-in assistant and know requests about trips, tasks, budgets and travel facts. Try it in other words, or ask “what can you do?”.',
    suggestions: ['What can you do?', ...tries.slice(0, 2)],
  }
}
