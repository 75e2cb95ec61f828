import {
  type ResourceDefinition,
  storedFields,
} from '@deskhive/shared/domain/resource/define-resource.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { describe, expect, test } from 'vitest'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { clientFor, wrongFields } from './resource-client.ts'

const desk = useTestDesk()

describe.each(resources.filter(isDeletable))('$path', (definition) => {
  const { path, createdId } = clientFor(desk, definition)

  test('what is deleted is gone, and a second time is 404', async () => {
    const url = `${path}/${await createdId()}`
    const deleted = await desk.ask('DELETE', url)
    expect([deleted.status, Object.keys(deleted.body)]).toEqual([200, ['message']])
    expect((await desk.ask('DELETE', url)).status).toBe(404)
    expect((await desk.ask('PUT', url, { body: { [definition.named_by]: 'Again' } })).status).toBe(
      404,
    )
    if (definition.name === 'apiKey') return
    expect((await desk.ask('GET', url)).status).toBe(404)
    const list = await desk.ask('GET', `${path}?per_page=200`)
    expect(list.body.data.map(({ id }: { id: number }) => `${path}/${id}`)).not.toContain(url)
  })
})

describe.each(resources.filter((definition) => !isDeletable(definition)))('$path', (definition) => {
  const { path, createdId } = clientFor(desk, definition)

  test('nobody can delete one', async () => {
    const url = `${path}/${await createdId()}`
    const { status, headers, body } = await desk.ask('DELETE', url)
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS, PUT'])
    expect(body).toEqual({ message: 'Method not allowed' })
    expect((await desk.ask('GET', url)).status).toBe(200)
  })
})

describe.each(resources)('$path', (definition) => {
  const { path, create, createdId } = clientFor(desk, definition)
  const { named_by } = definition

  test('the list is in its order, and its pages hold everything once', async () => {
    const values = [5, 1, 3].map((sort_order) => ({ sort_order, [named_by]: `Nr ${sort_order}` }))
    for (const value of values) await create(value)
    const whole = await desk.ask('GET', `${path}?per_page=200`)
    const { total } = whole.body.meta
    expect(whole.body.data).toHaveLength(total)
    expect(whole.body.data).toEqual([...whole.body.data].sort(byOrderOf(definition)))

    const paged: unknown[] = []
    const last_page = Math.ceil(total / 4)
    for (let page = 1; page <= last_page; page += 1) {
      const { body } = await desk.ask('GET', `${path}?page=${page}&per_page=4`)
      expect(body.meta).toEqual({ current_page: page, last_page, per_page: 4, total })
      paged.push(...body.data)
    }
    expect(paged).toEqual(whole.body.data)
    const past = await desk.ask('GET', `${path}?page=${last_page + 1}&per_page=4`)
    expect(past.body).toEqual({
      data: [],
      meta: { current_page: last_page + 1, last_page, per_page: 4, total },
    })
    expect((await desk.ask('GET', path)).body.meta.per_page).toBe(15)
  })

  test('wrong query values are refused together, far pages are not', async () => {
    const wrong = await desk.ask('GET', `${path}?page=0&per_page=201`)
    expect(wrongFields(wrong)).toEqual(['page', 'per_page'])
    for (const page of ['-1', 'x', '1.5', '1&page=2']) {
      expect(wrongFields(await desk.ask('GET', `${path}?page=${page}`))).toEqual(['page'])
    }
    for (const page of ['1e18', '99999999999999999999999']) {
      expect((await desk.ask('GET', `${path}?page=${page}`)).body.data).toEqual([])
    }
  })

  test.each(['0', '-1', 'abc', '1.5', '9007199254740991', '9223372036854775808', '%00'])(
    'the id %s belongs to nothing',
    async (id) => {
      const methods = [
        'GET',
        'PUT',
        ...(isDeletable(definition) ? (['DELETE'] as const) : []),
      ] as const
      for (const method of methods) {
        const question = method === 'PUT' ? { body: {} } : {}
        const answer = await desk.ask(method, `${path}/${id}`, question)
        expect([answer.status, answer.body]).toEqual([404, { message: 'Not found' }])
      }
      expect((await desk.ask('GET', `${path}/${id}/history`)).status).toBe(404)
    },
  )

  test('If-Match lets nobody overwrite what it has not seen', async () => {
    const url = `${path}/${await createdId()}`
    const put = (name: string, tag: string) =>
      desk.ask('PUT', url, { body: { [named_by]: name }, headers: { 'if-match': tag } })
    expect((await put('One', '"0"')).status).toBe(200)
    expect((await put('Two', '"0"')).status).toBe(412)
    expect((await desk.ask('GET', url)).body.data[named_by]).toBe('One')
    if (!isDeletable(definition)) return
    const deleteUnseen = () => desk.ask('DELETE', url, { headers: { 'if-match': '"0"' } })
    expect((await deleteUnseen()).status).toBe(412)
    expect((await desk.ask('DELETE', url)).status).toBe(200)
    expect((await deleteUnseen()).status).toBe(404)
  })

  test('If-None-Match spares the body until it changes, and lists and * are understood', async () => {
    const { body, headers } = await create()
    const url = `${path}/${body.data.id}`
    const tag = String(headers['etag'])
    const asked = (known: string, method: 'GET' | 'HEAD' = 'GET') =>
      desk.ask(method, url, { headers: { 'if-none-match': known } })
    for (const known of [tag, `"17", ${tag}`, `W/${tag}`, '*']) {
      const spared = await asked(known)
      expect([known, spared.status, spared.text]).toEqual([known, 304, ''])
      expect(spared.headers['etag']).toBe(tag)
    }
    expect((await asked(tag, 'HEAD')).status).toBe(304)
    expect((await asked('"17"')).status).toBe(200)
    await desk.ask('PUT', url, { body: { [named_by]: 'Newer' } })
    expect((await asked(tag)).body.data[named_by]).toBe('Newer')
  })

  test('If-Match takes lists, weak tags and *', async () => {
    const { body, headers } = await create()
    const put = (tag: string) =>
      desk.ask('PUT', `${path}/${body.data.id}`, { body: {}, headers: { 'if-match': tag } })
    const tag = String(headers['etag'])
    const statuses = await Promise.all(
      [tag, `"17", ${tag}`, `W/${tag}`, '*', '"17", "18"', 'x', '"0"; "1"', ''].map(
        async (given) => (await put(given)).status,
      ),
    )
    expect(statuses).toEqual([200, 200, 200, 200, 412, 412, 412, 412])
  })

  test('its history tells every change, and no secret, also when it is gone', async () => {
    const { body } = await create()
    const { id, [named_by]: name } = body.data
    await desk.ask('PUT', `${path}/${id}`, { body: { [named_by]: 'Other' } })
    if (isDeletable(definition)) await desk.ask('DELETE', `${path}/${id}`)

    const history = await desk.ask('GET', `${path}/${id}/history`)
    const { created, changed, deleted } = definition.events
    const types = [created, changed, ...(isDeletable(definition) ? [deleted] : [])]
    expect(history.body.data.map(({ type }: { type: string }) => type)).toEqual(types)
    expect(history.body.meta.total).toBe(types.length)
    expect(history.body.data[1]).toMatchObject({
      revision: 1,
      position: expect.stringMatching(/^\d+$/),
      actor: { type: 'api_key', id: 1, name: 'Bootstrap key' },
      changes: [{ field: named_by, from: name, to: 'Other' }],
      data: { [named_by]: 'Other' },
    })
    const visible = Object.keys(storedFields(definition)).filter(
      (f) => !definition.hidden.includes(f),
    )
    const first = history.body.data[0].changes.map(({ field }: { field: string }) => field)
    expect(visible).toEqual(expect.arrayContaining(first))
    expect(history.text).not.toMatch(/key_hash|password|correct horse|[0-9a-f]{64}/)

    const second = await desk.ask('GET', `${path}/${id}/history?page=2&per_page=1`)
    expect(second.body.data).toEqual([history.body.data[1]])
  })
})

function isDeletable({ actions }: ResourceDefinition): boolean {
  return actions.includes('delete')
}

type Row = { readonly [field: string]: string | number }

function byOrderOf({ order_by }: ResourceDefinition) {
  return (left: Row, right: Row): number => {
    for (const { field, direction } of [...order_by, { field: 'id', direction: 'asc' }]) {
      const difference = compare(left[field] ?? 0, right[field] ?? 0)
      if (difference !== 0) return direction === 'asc' ? difference : -difference
    }
    return 0
  }
}

function compare(left: string | number, right: string | number): number {
  if (typeof left === 'string') return left.localeCompare(String(right))
  return left - Number(right)
}
