import type * as z from 'zod'
import type { Issue } from '../shared/errors.ts'

/** What zod says where a schema has no words of its own. */
const zodsOwn = /^(Invalid input|Invalid option|Too small|Too big)\b/

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
}

/** What is wrong with an input, in words for a person: one line for each field, which it names. */
export function issuesInWords(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key].join('.')
      return { path, message: `there is no field “${path}”` }
    })
  }
  const meant = issue.code === 'invalid_union' && zodsOwn.test(issue.message) ? meantBranch(issue.errors) : undefined
  if (meant !== undefined) {
    return meant.flatMap((inner) => issuesInWords({ ...inner, path: [...issue.path, ...inner.path] }))
  }
  const path = issue.path.join('.')
  const message = zodsOwn.test(issue.message) ? inWords(issue) : issue.message
  return [{ path, message: path === '' ? message : `${path}: ${message}` }]
}

/** The one shape of several that the value has by its kind: a point with a bad coordinate is still a point. */
function meantBranch(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const fitting = branches.filter((issues) =>
    issues.every(({ code, path }) => code !== 'invalid_type' || path.length > 0),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

function inWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'is needed'
        : `must be ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return issue.message.endsWith('received undefined')
        ? 'is needed'
        : `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return (
        counted(issue.origin, 'most', issue.maximum) ??
        `must be ${issue.inclusive === false ? 'below' : 'at most'} ${issue.maximum}`
      )
    case 'invalid_union':
      return 'is not of a kind that fits here'
    default:
      return issue.message
  }
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  if ((origin === 'string' || origin === 'array') && minimum === 1) return 'must not be empty'
  return counted(origin, 'least', minimum) ?? `must be ${inclusive === false ? 'above' : 'at least'} ${minimum}`
}

/** For what is counted rather than measured. */
function counted(origin: string, bound: 'least' | 'most', count: number | bigint): string | undefined {
  if (origin === 'string') return `must have at ${bound} ${count} characters`
  if (origin === 'array') return `must have at ${bound} ${count} entries`
  return undefined
}
