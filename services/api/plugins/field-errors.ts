import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import type { z } from 'zod'
import { ownValue } from '#api/commands/sent-fields.ts'

type Issue = z.core.$ZodIssue

/** The name under which a body that is no object is reported. */
const WHOLE_BODY = 'body'

/**
 * What zod found, in sentences for people: the field, what is wrong, the limit. Every wrong field is named,
 * items of lists as `labels.0`.
 * @param data what was validated, to tell a missing value from a wrong one
 */
export function fieldErrorsOf(issues: readonly Issue[], data: unknown): FieldErrors {
  const errors: Record<string, string[]> = Object.create(null)
  /** Fields of which nothing more is said: what is missing or of a wrong type has no length. */
  const isDone = new Set<string>()
  issues.forEach((issue, index) => {
    if (isOutdone(issue, issues[index + 1])) return
    for (const [field, predicate] of describe(issue, issue.path.map(String), data)) {
      if (isDone.has(field)) continue
      if (saysAll(issue, predicate)) isDone.add(field)
      const messages = (errors[field] ??= [])
      messages.push(`The ${field === WHOLE_BODY ? field : `${field} field`} ${predicate}.`)
    }
  })
  return errors
}

/** What is beyond all numbers that are exact is beyond its field's own limit as well, which comes next. */
const isOutdone = ({ code, path }: Issue, next: Issue | undefined) =>
  (code === 'too_big' || code === 'too_small') &&
  next?.code === code &&
  next.path.join('.') === path.join('.')

const required = 'is required'

const saysAll = ({ code }: Issue, predicate: string) =>
  predicate === required || code === 'invalid_type' || code === 'invalid_union'

/** Of one object: a body has room for a hundred thousand, and a sentence for each would be eight times its size. */
const MOST_UNKNOWN = 100

function describe(issue: Issue, path: readonly string[], data: unknown): [string, string][] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MOST_UNKNOWN)
      .map((key) => [[...path, key].join('.'), 'is not known'])
  }
  const field = path.join('.') || WHOLE_BODY
  const value = issue.path.reduce(ownValue, data)
  if (value === undefined) return [[field, required]]
  return [[field, predicateOf(issue)]]
}

function predicateOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (!isStandardMessage(issue)) return issue.message
      return `must be ${kinds[issue.expected] ?? `of type ${issue.expected}`}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return `${lowerLimit(issue.origin)} ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`
    case 'too_big':
      return `${upperLimit(issue.origin)} ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`
    case 'invalid_format':
      return issue.format === 'date' ? 'must be a date such as 2026-03-15' : issue.message
    default:
      return issue.message
  }
}

const kinds: { readonly [expected: string]: string } = {
  string: 'a text',
  number: 'a whole number', // a field that takes another says so itself
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

/** The library's own words, which name types as programs do. */
const isStandardMessage = ({ message }: Issue) => message.startsWith('Invalid input')

const lowerLimit = (origin: string) => (isSized(origin) ? 'must have at least' : 'must be at least')
const upperLimit = (origin: string) =>
  isSized(origin) ? 'may not have more than' : 'may not be greater than'
const isSized = (origin: string) => origin === 'array' || origin === 'string'
function unitOf(origin: string, count: number | bigint): string {
  if (!isSized(origin)) return ''
  const unit = origin === 'array' ? ' item' : ' character'
  return count === 1 ? unit : `${unit}s`
}
