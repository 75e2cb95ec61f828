import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { clientFor, sorted, wrongFields } from './resource-client.ts'
import { fullBody, leastBody, shownOf } from './samples.ts'

const desk = useTestDesk()

/** The first revision, and perhaps a mark of what other streams tell. */
const firstTag = /^"0(-[\w-]+)?"$/
const second = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

describe.each(resources)('$path', (definition) => {
  const { path, create, createdId } = clientFor(desk, definition)
  const { named_by } = definition
  const texts = limitedTexts(definition)
  const nullable = Object.entries(definition.fields).filter(([, s]) => s.safeParse(null).success)

  test('what is created is answered with its fields, and read and listed the same', async () => {
    const body = await fullBody(desk.ask, definition)
    const created = await desk.ask('POST', path, { body })
    expect(created.status).toBe(201)
    const data = shownOf(created.body.data)
    expect(data).toMatchObject({
      ...shownOf({ ...body }),
      id: expect.any(Number),
      created_at: expect.stringMatching(second),
      updated_at: expect.stringMatching(second),
    })
    expect(created.headers['etag']).toMatch(firstTag)
    expect(created.headers['x-position']).toMatch(/^\d+$/)

    const read = await desk.ask('GET', `${path}/${data.id}`)
    expect([read.status, read.body]).toEqual([200, { data }])
    expect(read.headers['etag']).toBe(created.headers['etag'])
    const list = await desk.ask('GET', `${path}?per_page=200`)
    expect(list.body.data).toContainEqual(data)
  })

  test('fields left out take their defaults, else null', async () => {
    const body = await leastBody(desk.ask, definition)
    const { status, body: answer } = await desk.ask('POST', path, { body })
    expect(status).toBe(201)
    const rest = Object.keys(definition.fields).filter(
      (field) => !(field in body) && field !== 'slug',
    )
    for (const field of rest) {
      const expected = definition.defaults[field] ?? (field === 'is_default' ? false : null)
      expect([field, answer.data[field]]).toEqual([field, expected])
    }
  })

  test('every required field that is missing is named at once', async () => {
    const least = await leastBody(desk.ask, definition)
    for (const body of [undefined, {}, { unknown: 1 }]) {
      expect(wrongFields(await desk.ask('POST', path, { body }))).toEqual(
        sorted(Object.keys(least)),
      )
    }
  })

  test('a value of the wrong type is refused, all of them at once, and never coerced', async () => {
    const wrong = Object.keys(definition.fields).map((field) => [field, { not: 'this' }])
    const body = { ...(await fullBody(desk.ask, definition)), ...Object.fromEntries(wrong) }
    const fields = sorted(Object.keys(definition.fields))
    expect(wrongFields(await desk.ask('POST', path, { body }))).toEqual(fields)
    expect(wrongFields(await desk.ask('PUT', `${path}/${await createdId()}`, { body }))).toEqual(
      fields,
    )
    expect(
      wrongFields(await desk.ask('POST', path, { body: { ...body, [named_by]: 5 } })),
    ).toContain(named_by)
  })

  test('fields that are not known are ignored', async () => {
    const { body } = await create({ id: 77, unknown: 'x', created_at: '1999-01-01T00:00:00Z' })
    expect(body.data).not.toHaveProperty('unknown')
    expect(body.data.id).not.toBe(77)
    expect(body.data.created_at).not.toMatch(/^1999/)
  })

  test.each(texts)(
    '%s holds %i characters, whatever they are, and not one more',
    async (field, max) => {
      const fitting = fittingText(field, max)
      const id = await createdId()
      const put = (value: string) => desk.ask('PUT', `${path}/${id}`, { body: { [field]: value } })
      expect((await put(fitting)).body.data[field]).toBe(fitting)
      expect(wrongFields(await put(`${fitting}x`))).toEqual([field])
      expect(wrongFields(await put('a\u0000b'))).toEqual([field])
      const lone = await desk.ask('PUT', `${path}/${id}`, { body: `{"${field}":"a\\ud800b"}` })
      expect(wrongFields(lone)).toEqual([field])
    },
  )

  test.each(limitedNumbers(definition))(
    '%s holds whole numbers from %i to %i and none beyond',
    async (field, least, most) => {
      const url = `${path}/${await createdId()}`
      const put = (value: unknown) => desk.ask('PUT', url, { body: { [field]: value } })
      for (const value of [least, most]) {
        expect((await put(value)).body.data[field]).toBe(value)
      }
      for (const value of [least - 1, most + 1, least + 0.5, String(least), null]) {
        expect(wrongFields(await put(value))).toEqual([field])
      }
      const huge = await desk.ask('PUT', url, { body: `{"${field}":1e400}` })
      expect([wrongFields(huge), (await put(-0)).body.data[field]]).toEqual([[field], 0])
    },
  )

  test.each(choices(definition))('%s is one of %j and nothing else', async (field, values) => {
    for (const value of values) {
      if (definition.name === 'apiKey' && value !== values[0]) continue // would be another key
      const url = `${path}/${await createdId()}`
      const changed = await desk.ask('PUT', url, { body: { [field]: value } })
      expect([changed.status, changed.body.data?.[field]]).toEqual([200, value])
    }
    const url = `${path}/${await createdId()}`
    for (const value of ['', 'other', values[0]?.toUpperCase(), `${values[0]} `, '__proto__', 0]) {
      const answer = await desk.ask('PUT', url, { body: { [field]: value } })
      expect(wrongFields(answer)).toEqual([field])
      expect(answer.body.message).toBe(`The ${field} field must be one of ${values.join(', ')}.`)
    }
  })

  test('a PUT changes what it names and keeps the rest', async () => {
    const { body, headers } = await create()
    const before = shownOf(body.data)
    const changed = await desk.ask('PUT', `${path}/${before.id}`, {
      body: { [named_by]: 'Renamed' },
    })
    expect(changed.status).toBe(200)
    expect(changed.body.data).toEqual({
      ...before,
      [named_by]: 'Renamed',
      updated_at: changed.body.data.updated_at,
    })
    expect(changed.headers['etag']).not.toBe(headers['etag'])
    const read = await desk.ask('GET', `${path}/${before.id}`)
    expect(read.body.data).toEqual(changed.body.data)
  })

  test('a PUT that changes nothing records nothing', async () => {
    const { body, headers } = await create()
    const url = `${path}/${body.data.id}`
    for (const same of [{}, { [named_by]: body.data[named_by] }]) {
      const answer = await desk.ask('PUT', url, { body: same })
      expect([answer.status, answer.headers['etag']]).toEqual([200, headers['etag']])
    }
    const history = await desk.ask('GET', `${url}/history`)
    expect(history.body.meta.total).toBe(1)
  })

  test('null clears what may be empty and is refused elsewhere', async () => {
    const id = await createdId()
    const clearing = Object.fromEntries(nullable.map(([field]) => [field, null]))
    const cleared = await desk.ask('PUT', `${path}/${id}`, { body: clearing })
    expect([cleared.status, cleared.body.data]).toEqual([200, expect.objectContaining(clearing)])
    expect((await desk.ask('GET', `${path}/${id}`)).body.data).toMatchObject(clearing)

    const others = Object.keys(definition.fields).filter((field) => !(field in clearing))
    const body = Object.fromEntries(others.map((field) => [field, null]))
    expect(wrongFields(await desk.ask('PUT', `${path}/${id}`, { body }))).toEqual(sorted(others))
  })

  test.each(Object.keys(definition.refers_to))('%s must name what exists', async (field) => {
    const full = await fullBody(desk.ask, definition)
    const isList = Array.isArray(full[field])
    const unknown = 9_007_199_254_740_991
    const body = { ...full, [named_by]: 5, [field]: isList ? [unknown] : unknown }
    const named = isList ? `${field}.0` : field
    expect(wrongFields(await desk.ask('POST', path, { body }))).toEqual(sorted([named_by, named]))
  })

  test.each(definition.unique)('%s is nobody else’s', async (field) => {
    const { body } = await create()
    const value: string = body.data[field]
    const other = await fullBody(desk.ask, definition)
    const taken = { ...other, [field]: value.toUpperCase() }
    expect(wrongFields(await desk.ask('POST', path, { body: taken }))).toEqual([field])

    const id = await createdId(other)
    expect(
      wrongFields(await desk.ask('PUT', `${path}/${id}`, { body: { [field]: value } })),
    ).toEqual([field])
    const own = await desk.ask('PUT', `${path}/${body.data.id}`, {
      body: { [field]: value.toUpperCase() },
    })
    expect(own.status).toBe(200)

    const free = await desk.ask('PUT', `${path}/${body.data.id}`, {
      body: { [field]: `x${value}` },
    })
    expect(free.status).toBe(200)
    expect((await desk.ask('POST', path, { body: taken })).status).toBe(201)
  })

  test.each(definition.unique)('of two at once with one %s, one is refused', async (field) => {
    const bodies = await Promise.all([1, 2, 3, 4].map(() => fullBody(desk.ask, definition)))
    const value = bodies[0]?.[field]
    const answers = await Promise.all(
      bodies.map((body) => desk.ask('POST', path, { body: { ...body, [field]: value } })),
    )
    expect(sorted(answers.map(({ status }) => String(status)))).toEqual([
      '201',
      '422',
      '422',
      '422',
    ])
  })
})

function fittingText(field: string, max: number): string {
  if (field === 'email') return `${'é'.repeat(max - 6)}@ex.de`
  const host = 'https://93.184.215.14/'
  return field === 'url' ? host + 'é'.repeat(max - host.length) : '😀'.repeat(max)
}

const limits = z.object({ minimum: z.number(), maximum: z.number() })

/** Both ends of what a field takes, told by its schema; ids are no numbers to count with. */
function limitedNumbers({ fields }: ResourceDefinition): [string, number, number][] {
  return Object.entries(fields).flatMap(([field, schema]) => {
    if (schema.meta()?.['column'] !== 'integer') return []
    const { minimum, maximum } = limits.parse(z.toJSONSchema(schema))
    return [[field, minimum, maximum]]
  })
}

function choices({ fields }: ResourceDefinition): [string, string[]][] {
  return Object.entries(fields).flatMap(([field, schema]) =>
    schema instanceof z.ZodEnum ? [[field, schema.options.map(String)]] : [],
  )
}

function limitedTexts({ fields }: ResourceDefinition): [string, number][] {
  return Object.entries(fields).flatMap(([field, schema]) => {
    const max = schema.meta()?.['max']
    return typeof max === 'number' ? [[field, max]] : []
  })
}
