import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

const secret = 'hunter2-hunter2-hunter2'

test('a log line is JSON that names its service, level and time', () => {
  const [line] = linesOf((log) => log.warn({ ticket: 7 }, 'late'))

  expect(JSON.parse(line ?? '')).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    service: 'api',
    ticket: 7,
    msg: 'late',
  })
})

test.each([
  ['a header', { headers: { 'x-api-key': secret } }],
  ['a header given twice', { headers: { authorization: [secret, secret] } }],
  ['a field deep in an object', { a: { b: [{ c: { password: secret } }] } }],
  ['a field with quotes in it', { secret: `${secret}"${secret}` }],
  ['an object under a secret name', { token: { value: secret } }],
  ['a named kind of key', { bootstrap_api_key: secret, webhook_secret: secret }],
  ['the password of an SMTP URL', { smtp: `smtp://desk:${secret}@mail.example:587` }],
  ['JSON inside a text', { body: JSON.stringify({ password: secret }) }],
  ['one of our own keys in a text', { note: `got dh_int_${secret} and whsec_${secret}` }],
  ['the text of an error', { err: new Error(`connect postgres://u:${secret}@db failed`) }],
])('no secret is logged: %s', (_where, fields) => {
  const [line] = linesOf((log) => log.info(fields, 'seen'))

  expect(line).not.toContain('hunter2')
  expect(JSON.parse(line ?? '')).toMatchObject({ msg: 'seen' })
})

test('of an error of the database the row in question is not logged, nor that of its cause', () => {
  const row = 'Failing row contains (7, Bo Diddley, bo@example.com)'
  const refused = Object.assign(new Error('null value in column "title"'), {
    code: '23502',
    column: 'title',
    detail: row,
    where: row,
    internalQuery: row,
  })
  const causing = new Error('an event cannot be applied', { cause: refused })
  const lines = linesOf((log) => {
    log.error({ err: refused }, 'refused')
    log.error({ error: causing }, 'refused')
    log.error({ err: new AggregateError([refused], 'both') }, 'refused')
    log.error(refused)
  })
  expect(lines.join('')).not.toContain('Bo Diddley')
  expect(lines).toHaveLength(4)
  for (const line of lines) expect(line).toContain('null value in column')
  expect(JSON.parse(lines[0] ?? '').err).toMatchObject({ code: '23502', column: 'title' })
})

test('of a connection that was lost it is logged why, and not all that the driver keeps of it', () => {
  const client = {
    host: 'db',
    secretKey: 423866168,
    parsedStatements: { claim: 'update deliveries' },
  }
  const lost = Object.assign(new Error('terminating connection'), { code: '57P01', client })
  const [line] = linesOf((log) => log.warn({ err: lost }, 'a database connection was lost'))
  const { err } = JSON.parse(line ?? '')
  expect(err).toMatchObject({ code: '57P01', message: 'terminating connection' })
  expect(err).not.toHaveProperty('client')
})

test('what only resembles a secret stays readable', () => {
  const [line] = linesOf((log) => log.info({ api_key_id: 12, url: 'http://127.0.0.1:3000/a' }))
  expect(JSON.parse(line ?? '')).toMatchObject({ api_key_id: 12, url: 'http://127.0.0.1:3000/a' })
})

function linesOf(act: (log: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = []
  act(createLogger({ service: 'api' }, { write: (line) => void lines.push(line) }))
  return lines
}
