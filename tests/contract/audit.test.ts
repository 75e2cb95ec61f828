import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSigningKey, readSigningKey } from '@deskhive/shared/audit/signing-key.ts'
import { signAll } from '@deskhive/shared/testing/chained-log.ts'
import { describe, expect, test } from 'vitest'
import { createCustomer, createTicket } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'

const desk = useTestDesk()

const verify = (query = '') => desk.ask('GET', `/internal/audit/verify${query}`)

test('a desk at work is valid as a whole, with what its roots cover', async () => {
  const id = await createTicket(desk.ask)
  await desk.ask('PUT', `/internal/tickets/${id}`, { body: { priority: 'high', status: 'closed' } })
  await signAll(desk.desk.log, readSigningKey(makeSigningKey()))

  const { status, body } = await verify()

  expect(status).toBe(200)
  const counts = { roots_checked: 1, roots_outside: 0 }
  expect(body.data).toMatchObject({ valid: true, first_broken: null, ...counts })
  expect(body.data.events_after_last_root).toBe(0)
  expect(body.data.events_checked).toBeGreaterThan(3)
})

test('one thing is valid by the name of its URL and by that of its stream', async () => {
  const id = await createTicket(desk.ask)
  const customer = await createCustomer(desk.ask)
  await desk.ask('PUT', `/internal/customers/${customer}`, { body: { name: 'Grace' } })

  for (const query of [`?resource=customers&id=${customer}`, `?resource=customer&id=${customer}`]) {
    const { status, body } = await verify(query)
    expect(status).toBe(200)
    expect(body.data).toMatchObject({ valid: true, events_checked: 2, first_broken: null })
  }
  expect((await verify(`?resource=tickets&id=${id}`)).body.data.events_checked).toBe(1)
})

test('a question that was joined to another is answered, too', async () => {
  const answers = await Promise.all([verify(), verify(), verify()])

  expect(answers.map(({ body }) => body.data.valid)).toEqual([true, true, true])
})

describe('what cannot be verified', () => {
  test.each([
    ['an unknown kind of thing', '?resource=teapots&id=1', 'resource'],
    ['a kind without an id', '?resource=tickets', 'id'],
    ['an id without its kind', '?id=1', 'resource'],
    ['what is no id', '?resource=tickets&id=x', 'id'],
  ])('is %s', async (_case, query, field) => {
    const { status, body } = await verify(query)

    expect([status, Object.keys(body.errors)]).toEqual([422, [field]])
  })

  test('is a thing that never was', async () => {
    expect((await verify('?resource=tickets&id=987654321')).status).toBe(404)
  })
})

test('roots outside that cannot be read are told, and nothing is said of the log', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'deskhive-roots-'))
  const rootsTo = join(folder.path, 'roots')
  await writeFile(rootsTo, 'Shopping list\n')
  await using api = await desk.startApi({ rootsTo })
  const verifyThere = () => api.ask('GET', '/internal/audit/verify')

  const { status, headers, body } = await verifyThere()
  expect([status, headers['retry-after']]).toEqual([503, '60'])
  expect(body).toEqual({ message: 'The roots that were sent outside cannot be read' })
  const { body: one } = await api.ask('GET', '/internal/audit/verify?resource=settings&id=1')
  expect(one.data.roots_outside).toBe(0)
  await writeFile(rootsTo, '')
  expect((await verifyThere()).body.data).toMatchObject({ valid: true, roots_outside: 0 })
})

test('a key needs the scope', async () => {
  const make = async (scopes: string[]) => {
    const body = { name: 'Auditor', type: 'internal', scopes }
    return (await desk.ask('POST', '/internal/api-keys', { body })).body.data.key
  }
  const [with_, without] = [await make(['audit:verify']), await make(['tickets:read'])]

  expect((await desk.ask('GET', '/internal/audit/verify', { key: with_ })).status).toBe(200)
  expect((await desk.ask('GET', '/internal/audit/verify', { key: without })).status).toBe(403)
})
