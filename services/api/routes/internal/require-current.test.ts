import { randomUUID } from 'node:crypto'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { expect, test } from 'vitest'
import { createCategory, createDepartment } from '#api/testing/builders.ts'
import { useTestDesk } from '#api/testing/use-test-desk.ts'

const desk = useTestDesk()

async function read(path: string) {
  const { headers, body } = await desk.ask('GET', path)
  return { etag: String(headers['etag']), data: body.data }
}

type Asked = { readonly method: 'PUT' | 'DELETE'; readonly path: string; readonly body?: object }

/** A first attempt meets a log that is away, then somebody else changes the thing. */
async function askAgainAfterChange({ method, path, body }: Asked) {
  await using failing = await desk.startApi({
    faultPoint: async () => {
      throw new Unavailable('event-store', 'It is away')
    },
  })
  const { etag } = await read(path)
  const question = {
    ...(body && { body }),
    headers: { 'idempotency-key': randomUUID(), 'if-match': etag },
  }
  expect((await failing.ask(method, path, question)).status).toBe(503)
  expect((await desk.ask('PUT', path, { body: { name: 'Changed since' } })).status).toBe(200)
  return desk.ask(method, path, question)
}

test('a retry that is refused because of a change since leaves the default department the default', async () => {
  const path = `/internal/departments/${await createDepartment(desk.ask, { is_default: true })}`
  const { status } = await askAgainAfterChange({ method: 'DELETE', path })
  expect(status).toBe(412)
  expect((await read(path)).data).toMatchObject({ name: 'Changed since', is_default: true })
})

test('a retry that is refused because of a change since moves no category', async () => {
  const parent_id = await createCategory(desk.ask)
  const path = `/internal/categories/${await createCategory(desk.ask)}`
  const { status } = await askAgainAfterChange({ method: 'PUT', path, body: { parent_id } })
  expect(status).toBe(412)
  expect((await read(path)).data).toMatchObject({ name: 'Changed since', parent_id: null })
})
