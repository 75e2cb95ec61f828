import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import { describe, expect, test } from 'vitest'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { clientFor, wrongFields } from './resource-client.ts'
import { type Body, fullBody } from './samples.ts'

// A unique value belongs to one thing at a time, however many ask for it at once.

const AT_ONCE = 50

const desk = useTestDesk()

const cases = resources.flatMap((definition) =>
  definition.unique.map((field) => ({ path: definition.path, field, definition })),
)

describe.each(cases)('$field of $path', ({ definition, field }) => {
  const { path } = clientFor(desk, definition)
  const post = async (value: string, changes: Body = {}) => {
    const body = { ...(await fullBody(desk.ask, definition)), ...changes, [field]: value }
    return desk.ask('POST', path, { body })
  }

  test('is given to exactly one of fifty who ask at once, in whatever spelling', async () => {
    const value = await newValue(definition, field)
    const spellings = [value, value.toUpperCase(), value.normalize('NFD'), ` ${value} `]
    const bodies = await Promise.all(
      Array.from({ length: AT_ONCE }, () => fullBody(desk.ask, definition)),
    )
    const answers = await Promise.all(
      bodies.map((body, index) =>
        desk.ask('POST', path, { body: { ...body, [field]: spellings[index % 4] } }),
      ),
    )
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused).toHaveLength(AT_ONCE - 1)
    for (const answer of refused) {
      expect(wrongFields(answer)).toEqual([field])
      expect(answer.body.message).toBe(`The ${field} field has already been taken.`)
    }
  })

  test('is free after a create that failed, an update to another value and a delete', async () => {
    const value = await newValue(definition, field)
    expect(wrongFields(await post(value, { [definition.named_by]: '' }))).toEqual([
      definition.named_by,
    ])
    const first = await post(value)
    expect(first.status).toBe(201)

    const url = `${path}/${first.body.data.id}`
    const other = { [field]: await newValue(definition, field) }
    expect((await desk.ask('PUT', url, { body: other })).status).toBe(200)
    const second = await post(value)
    expect(second.status).toBe(201)

    if (!definition.actions.includes('delete')) return
    await desk.ask('DELETE', `${path}/${second.body.data.id}`)
    expect((await post(value)).status).toBe(201)
  })
})

/** With letters that have case and are composed. */
async function newValue(definition: ResourceDefinition, field: string): Promise<string> {
  const { [field]: value } = await fullBody(desk.ask, definition)
  return `é${String(value)}`.toLowerCase()
}
