/** What has to be the case for a roundabout wording to be read as the plain one. */
export type Needs = 'trip' | 'no trip' | 'task' | 'no task' | 'money' | 'no money'

export interface Paraphrase {
  /** What people write; matched whatever the case. */
  said: string
  /** The plain wording that the families of intents read. */
  plain: string
  /** Whether its sentences become one. */
  joined?: true
  needs?: Needs[]
}

/** What opens a request to the assistant, as opposed to a statement of what there is to be done. */
const asked =
  '(?:please |can you |could you |would you |also |and |so )*(?:move|set|add|plan|mark|delete|show|what|rename|make|change|undo|remind|when|how|which|put|list|push|remove|cancel|tick|book me|is|are|do|does)\\b'
const kindly =
  '(?:so |and |oh |please |pls |kindly |just |also |then |can you |could you |will you |would you |you can |i want you to )*'
const these = 'it|that|this|them|those|these|both|all of (?:it|them|that|those)|the lot'
const noteIt = `(?:add|put|note|pop|stick|write|jot|chuck|get|bung|include|whack|throw) (?:${these})(?: all| both| down)?`

/** What people write of tasks, by the plain wording: statements with a request to note them, whole sentences. */
export const taskParaphrases: readonly Paraphrase[] = [
  {
    said: '^((?:please )?(?:change|move|push|make|set|put|shift|switch) (?:it|that|this)(?: one)?) (?:to|for) (\\d{1,2})[.! ]*$',
    plain: "$1 to $2 o'clock",
    needs: ['task'],
  },
  { said: '^[-*] ?(?=\\p{L})', plain: 'add: ', needs: ['task'] },
  { said: '^(.{2,40}?) ?(?:->|=>|→) ?(?=\\S)', plain: 'move $1 to ', needs: ['task'] },
  {
    said: `^(?!${asked})(.{6,}?)[,.;!?]+ ${kindly}(?:remind|ping|nudge) (?:me|us)(?: (?:of|about) (?:it|that|this|them))? ((?:the|an?|one|two|three|\\d+|half an|a couple of) ?(?:minutes?|mins?|hours?|days?|weeks?)) (?:before(?:hand)?|earlier|ahead|in advance|prior)(?: please| pls)?[.!? ]*$`,
    plain: 'remind me: $1, reminder $2 before',
  },
  {
    said: `^(?!${asked})(.{6,}?)[,.;!?]+ ${kindly}(?:remind|ping|nudge) (?:me|us)(?: (?:of|about) (?:it|that|this|them))?( (?:every|each|an?|one|two|three|\\d|on|the|in|at|tomorrow|yearly|annually|weekly|monthly|daily)\\b(?!.*\\b(?:to|about|that) \\p{L}).*?)?(?: please| pls)?[.!? ]*$`,
    plain: 'remind me: $1$2',
  },
  {
    said: `^(?!${asked})(.{6,}?)[,.;!?]+ ${kindly}(?:do )?(?:${noteIt} (?:to|on|onto|in|into) (?:my|the|our) (?:to-?do |to do |task |shopping )?(?:lists?|tasks|to-?dos|reminders)|(?:note|write|jot|put|take) (?:${these})(?: all| both)? down|make a (?:note|task|reminder|to-?do)(?: (?:of|for|out of|about) (?:${these}))?)(?: (?:for me|for us|please|too))*[.!? ]*$`,
    plain: 'remind me: $1',
    needs: ['no money'],
  },
  {
    said: `^((?:i |we )?(?:also |really |still )?(?:need to|have to|must|got to|gotta|ought to|should) .{6,}?)[,.;!?]+ ${kindly}${noteIt}(?: (?:for me|for us|please|too))*[.!? ]*$`,
    plain: 'remind me: $1',
    needs: ['no trip'],
  },
  {
    said: "^remind me: (?:(?:i|we)(?:(?: also| really| still)? (?:need to|have to|must|ought to|should)|(?:'ve)? got to) |(?:need|have|got|ought) to |must |gotta )",
    plain: 'remind me to ',
  },
  {
    said: "^remind me: ((?:in|on|by|at|tomorrow|next|this) .{2,40}?|tomorrow|tonight),? (?:i|we)(?:'ve)? (?:have to|need to|must|should|ought to|got to|have|am|'m) (?!to\\b)(.+)$",
    plain: 'remind me to $2 $1',
  },
  { said: '^(?:put|hold|leave) (.+?) off (?:till|until|to|for) ', plain: 'postpone $1 to ' },
  {
    said: '^(?:two|three|2|3|a couple of|a few) things(?: to (?:do|remember))? ?[:,-] (?=\\p{L})',
    plain: 'remind me to ',
  },
  { said: '^(?:please )?(?:set|create|make) (?:a |me a )?reminder[.:!;] ', plain: 'remind me to ' },
  {
    said: "^(i (?:need|have|must|ought|should|'ve got)(?: to)? .+?)[,.;]? (?:so )?(?:please )?(?:remind me|don't let me forget)(?: about (?:it|that|them))?(?: (?:babe|hun|mate|please))?[.! ]*$",
    plain: 'remind me to $1',
  },
  { said: "^remind me to i (?:need|have|must|ought|should|'ve got)(?: to)? ", plain: 'remind me to ' },
  {
    said: '^(.{8,}?)[.,;!] (?:please )?(?:put|note|jot|write|mark) (?:it|that|this) down (?=for |on |by |at )',
    plain: 'remind me: $1 ',
  },
  {
    said: '^(?:the |my |our )?(.+? (?:wants|needs|is due|due) .+?)[,.;] (?:would you |could you |can you |please )*(?:make a note|note (?:it|that)|put (?:it|that) (?:down|on (?:my|the) list)|remind me)(?: (?:of|about) (?:it|that))?(?: please)?[.!? ]*$',
    plain: 'remind me: $1',
  },
  { said: '^remind me: (?:i|we) (?:need|have) to ', plain: 'remind me to ' },
  { said: '^to-?do:? (?=\\p{L})(?!lists?\\b)', plain: 'add task ' },
  {
    said: "\\b(?:which|what) (?:of my )?(?:tasks|to-?dos) (?:are|have i|i have|i've) already (?:finished|done|completed)\\b",
    plain: 'list the completed tasks',
  },
  { said: '^(?:owt|anything) (?:i|we) (?:need|have|got|ought) to do\\b', plain: 'what do i have to do' },
  {
    said: '^(?:how many|what) (?:items|things|jobs|entries) (?:are|do i have|have i got) (?:still )?(?:pending|open|outstanding|left)\\b.*$',
    plain: 'how many tasks are pending?',
  },
  { said: '^(?:the |my )?(?:list|tasks)\\?+$', plain: 'show my list' },
  {
    said: '^(?:set|mark|put|change) (.+?) (?:back )?(?:to|as) (?:not (?:yet )?(?:done|finished|complete[d]?)|undone|open|pending)\\b.*$',
    plain: 'reopen $1',
  },
  {
    said: "^((?:i|we)(?:'ve| have)? [^,.;!]+)[,.;!]+ (?:so |and )*(?:you can |please |can you |kindly )*(?:tick|cross|check|mark) (?:it|that|this|them) (?:off|as done|done)\\b.*$",
    plain: '$1',
  },
  {
    said: '^(in (?:an?|\\p{L}+|\\d+) (?:days?|weeks?|months?)|tomorrow|next \\p{L}+|on \\p{L}+day) (?:i|we) (?:have to|need to|must|should) (.+?)(?:[,.]* (?:pls|please) (?:note|remember) (?:it|that)(?: down)?)?[.! ]*$',
    plain: 'remind me to $2 $1',
  },
  {
    said: '^(?=(?:pay|call|ring|water|clean|take|feed|walk|back up|empty|check|submit|send|file|wash|renew|buy|do|review|charge)\\b.*\\b(?:every|each) (?:(?:other |\\d+ )?(?:days?|weeks?|months?|years?|morning|evening|night)|weekday|weekend|mon|tue|wed|thu|fri|sat|sun))',
    plain: 'add a task to ',
  },
  {
    said: '^(?:just |already )?(bought|paid|called|booked|sent|posted|fixed|cleaned|finished|collected|ordered|renewed|packed|watered|emailed|rang) ((?:the|my|our) [^\\d£€$]{2,40})$',
    plain: "I've $1 $2",
  },
]
