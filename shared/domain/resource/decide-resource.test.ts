import { describe, expect, it } from 'vitest'
import { momentOf, specify } from '../../testing/given.ts'
import { label } from '../label/label.ts'
import { resources } from '../resources.ts'
import { changeResource, createResource, deleteResource } from './decide-resource.ts'
import { storedFields } from './define-resource.ts'
import { columnOf } from './fields.ts'
import { resourceEvolution } from './resource-state.ts'

const { given } = specify(resourceEvolution(label), 'label-5')
const created = {
  type: 'LabelCreated',
  data: { name: 'Urgent', color: '#ff0000', status: 'published', sort_order: 0 },
}
const deleted = { type: 'LabelDeleted', data: {} }

describe('a plain resource', () => {
  it('is created with its defaults for what was left out', () => {
    given()
      .when(() => createResource(label, { name: 'Urgent', color: '#ff0000' }))
      .thenEvents(created)
  })

  it('records only the fields that differ', () => {
    given(created)
      .when((state) => changeResource(label, state, { name: 'Urgent', sort_order: 3 }))
      .thenEvents({ type: 'LabelChanged', data: { sort_order: 3 } })
    given(created)
      .when((state) => changeResource(label, state, { name: 'Urgent' }))
      .thenNothing()
  })

  it('never stores a field that it does not have', () => {
    given(created)
      .when((state) => changeResource(label, state, { is_default: true }))
      .thenNothing()
  })

  it('is gone after it was deleted', () => {
    given(created)
      .when((state) => deleteResource(label, state))
      .thenEvents(deleted)
    for (const act of [changeResource, deleteResource]) {
      given(created, deleted)
        .when((state) => act(label, state, { name: 'Other' }))
        .thenRefused('NOT_FOUND')
    }
  })

  it('keeps when it was made and when it was changed last', () => {
    const { state } = given(created, { type: 'LabelChanged', data: { name: 'Later' } })
    expect(state).toMatchObject({
      id: 5,
      created_at: momentOf(0),
      updated_at: momentOf(1),
      fields: { name: 'Later', color: '#ff0000' },
    })
  })
})

describe.each(resources)('the definition of $title', (definition) => {
  it('can be stored: every field has a column', () => {
    for (const field of Object.values(storedFields(definition)))
      expect(columnOf(field)).toBeTruthy()
  })

  it('names only fields that it has', () => {
    const fields = Object.keys(definition.fields)
    const named = [
      ...definition.required,
      ...definition.unique,
      ...definition.decided_elsewhere,
      ...Object.keys(definition.refers_to),
    ]
    expect(fields).toEqual(expect.arrayContaining(named))
  })
})

it('no two resources share a name, a path, a table or a type of event', () => {
  for (const key of ['name', 'path', 'table'] as const) {
    expect(new Set(resources.map((resource) => resource[key])).size).toBe(resources.length)
  }
  const types = resources.flatMap(({ events }) => Object.values(events))
  expect(new Set(types).size).toBe(types.length)
})
