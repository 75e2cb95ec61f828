import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  allowedHosts,
  databaseUrl,
  firstApiKey,
  host,
  logLevel,
  mailSender,
  port,
  positiveInt,
  requestsPerMinute,
  secretsKeys,
  signingKey,
} from './fields.ts'
import { EnvironmentError, readEnvironment } from './read-environment.ts'

const schema = z.object({
  PORT: port().default(3000),
  HOST: host().default('127.0.0.1'),
  DATABASE_URL: databaseUrl(),
  BATCH_SIZE: positiveInt().optional(),
  LOG_LEVEL: logLevel().default('info'),
  FIRST_KEY: firstApiKey().optional(),
})

test('a complete environment becomes typed values, and what it does not name is left out', () => {
  const config = readEnvironment(schema, {
    PORT: '8080',
    DATABASE_URL: 'postgres://user@127.0.0.1:5432/desk',
    OTHER: 'x',
  })

  expect(config).toEqual({
    PORT: 8080,
    HOST: '127.0.0.1',
    DATABASE_URL: 'postgres://user@127.0.0.1:5432/desk',
    LOG_LEVEL: 'info',
  })
})

test('a variable set to nothing counts as absent', () => {
  const config = readEnvironment(schema, { PORT: '', DATABASE_URL: 'postgres://127.0.0.1/desk' })
  expect(config.PORT).toBe(3000)
})

test('one error names every bad variable, what it was and what is expected', () => {
  const environment = { PORT: '70000', BATCH_SIZE: '1e3', LOG_LEVEL: 'loud', HOST: 'a b' }

  expect(problemsOf(environment)).toEqual([
    'PORT is "70000"; expected a port: whole, from 0 to 65535',
    'HOST is "a b"; expected a host name or an IP address',
    'DATABASE_URL is missing; expected a URL that starts with postgres:// or postgresql://',
    'BATCH_SIZE is "1e3"; expected a number: whole, 1 or more',
    'LOG_LEVEL is "loud"; expected one of trace, debug, info, warn, error, fatal, silent',
  ])
})

test('hosts and keys are lists, and one that is none makes the variable wrong', () => {
  const lists = z.object({ HOSTS: allowedHosts(), SECRETS_KEY: secretsKeys() })
  const [one, other] = ['a'.repeat(64), 'b'.repeat(64)]

  expect(
    readEnvironment(lists, { HOSTS: 'hooks.internal, [::1]:80', SECRETS_KEY: `${one},${other}` }),
  ).toEqual({
    HOSTS: [
      { host: 'hooks.internal', port: null },
      { host: '::1', port: '80' },
    ],
    SECRETS_KEY: [one, other],
  })
  expect(problemsOf({ HOSTS: 'a,http://b', SECRETS_KEY: `${one},b` }, lists)).toEqual([
    'HOSTS is "a,http://b"; expected hosts separated by commas, each like hooks.internal or 127.0.0.1:8080',
    'SECRETS_KEY is not usable; expected 64 hexadecimal digits',
  ])
})

test('a key is the same in capital letters', () => {
  const keys = z.object({ AUDIT_SIGNING_KEY: signingKey(), SECRETS_KEY: secretsKeys() })
  const [one, other] = ['0a'.repeat(32), 'fe'.repeat(32)]

  expect(
    readEnvironment(keys, {
      AUDIT_SIGNING_KEY: one.toUpperCase(),
      SECRETS_KEY: `${one},${other}`.toUpperCase(),
    }),
  ).toEqual({ AUDIT_SIGNING_KEY: one, SECRETS_KEY: [one, other] })
})

test('a rate limit is refused that the database could not count', () => {
  const limit = z.object({ RATE_LIMIT_PER_MINUTE: requestsPerMinute() })

  expect(readEnvironment(limit, { RATE_LIMIT_PER_MINUTE: '2147483647' })).toEqual({
    RATE_LIMIT_PER_MINUTE: 2_147_483_647,
  })
  expect(problemsOf({ RATE_LIMIT_PER_MINUTE: '2147483648' }, limit)).toEqual([
    'RATE_LIMIT_PER_MINUTE is "2147483648"; expected a number: whole, from 0 to 2147483647',
  ])
})

const mail = z.object({ MAIL_FROM: mailSender() })

test.each([
  'desk@example.org',
  'Desk <desk@example.org>',
  '<no-reply@localhost>',
  'Émile & Söhne (Support) <desk@bücher.example>',
  '"Support, Team" <desk@example.org>',
])('emails may come from %s', (from) => {
  expect(readEnvironment(mail, { MAIL_FROM: from })).toEqual({ MAIL_FROM: from })
})

test.each([
  'Support Team',
  'Desk <desk>',
  'desk@',
  '@example.org',
  'Desk desk@example.org',
  'Support, Team <desk@example.org>',
  'a@example.org, b@example.org',
  'Desk <desk@example.org>\r\nBcc: all@example.org',
])('emails cannot come from %s, which holds no one address', (from) => {
  expect(problemsOf({ MAIL_FROM: from }, mail)).toEqual([
    `MAIL_FROM is ${JSON.stringify(from)}; expected one address, like desk@example.org or Desk <desk@example.org>`,
  ])
})

test('a bad secret or address is named but never repeated', () => {
  const problems = problemsOf({ DATABASE_URL: 'mysql://root:hunter2@db', FIRST_KEY: 'hunter2' })

  expect(problems).toHaveLength(2)
  expect(problems.join()).not.toContain('hunter2')
})

function problemsOf(
  environment: Record<string, string>,
  variables: z.ZodObject = schema,
): readonly string[] {
  try {
    readEnvironment(variables, environment)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems
    throw error
  }
  return []
}
