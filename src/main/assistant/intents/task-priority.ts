const forms: [form: RegExp, priority: 1 | 2 | 3 | 4][] = [
  [
    /\b(?:top|highest|high(?:est)?|first|max(?:imum)?) priority\b|\bpriority (?:1|one|high)\b|\bp1\b|\burgent\b|\basap\b/,
    1,
  ],
  [/\bpriority 2\b|\bp2\b|\bimportant\b/, 2],
  [/\bpriority 3\b|\bp3\b|\b(?:medium|normal) priority\b/, 3],
  [/\bpriority 4\b|\bp4\b|\b(?:low|lowest) priority\b|\bnot (?:so |that |very )?(?:urgent|important)\b/, 4],
]

/** The priority that plain words give, 1 the highest to 4; undefined where they give none. */
export function priorityIn(plain: string): 1 | 2 | 3 | 4 | undefined {
  const rest = plain.replace(/\b(?:tag|label)(?: (?:it|that|this))?(?: (?:as|with))? #?\p{L}+/gu, ' ')
  return [...forms].reverse().find(([form]) => form.test(rest))?.[1]
}
