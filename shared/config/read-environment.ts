import type { z } from 'zod'

export type Environment = Readonly<Record<string, string | undefined>>

/** What a process cannot start with: one line per bad variable. */
export class EnvironmentError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(['The environment cannot be used:', ...problems.map((line) => `  ${line}`)].join('\n'))
    this.name = 'EnvironmentError'
    this.problems = problems
  }
}

/**
 * Reads what `schema` names and nothing else. A variable set to the empty text counts as absent,
 * because `FOO= npm start` is how a shell takes one away.
 * @throws EnvironmentError that names every bad variable, what it was and what is expected
 */
export function readEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Environment,
): z.output<Schema> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = schema.safeParse(given)
  if (result.success) return result.data

  throw new EnvironmentError(result.error.issues.map((issue) => describe(issue, given)))
}

function describe(issue: z.core.$ZodIssue, given: Environment): string {
  const name = String(issue.path[0] ?? '')
  if (name === '') return issue.message

  const value = given[name]
  if (value === undefined) return `${name} is missing; expected ${issue.message}`
  if (mayHoldASecret(name)) return `${name} is not usable; expected ${issue.message}`
  return `${name} is ${JSON.stringify(value.slice(0, SHOWN_CHARACTERS))}; expected ${issue.message}`
}

/** Enough to recognise a mistake, too little to flood a terminal. */
const SHOWN_CHARACTERS = 80

// A URL may carry a password, so it is not repeated either.
function mayHoldASecret(name: string): boolean {
  return /KEY|SECRET|PASSWORD|TOKEN|URL/.test(name)
}
