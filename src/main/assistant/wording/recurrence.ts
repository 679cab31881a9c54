import { recurrenceWords } from '../../../shared/recurrence-words.ts'

/** A repeat within a sentence: “every Monday and Thursday”, “every month on the last Friday”. */
export const recurrenceText = (rule: string): string => recurrenceWords(rule, 'long')
