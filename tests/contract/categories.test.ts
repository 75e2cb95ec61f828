import { expect, test } from 'vitest'
import { createCategory, createProduct, createTicket } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { sorted, wrongFields } from './resource-client.ts'

const desk = useTestDesk()

const one = async (id: number) => (await desk.ask('GET', `/internal/categories/${id}`)).body.data
const put = (id: number, body: object) => desk.ask('PUT', `/internal/categories/${id}`, { body })
const below = (parent_id: number | null) => createCategory(desk.ask, { parent_id })

test('a category lies below another, and a PUT moves it', async () => {
  const [first, second] = [await below(null), await below(null)]
  const child = await below(first)
  expect((await one(child)).parent_id).toBe(first)
  const moved = await put(child, { parent_id: second, name: 'Moved' })
  expect(moved.body.data).toMatchObject({ parent_id: second, name: 'Moved' })
  expect(await one(child)).toEqual(moved.body.data)
  expect((await put(child, { parent_id: null })).body.data.parent_id).toBeNull()
  expect((await one(child)).parent_id).toBeNull()
})

test('no move makes a circle, and one that is refused changes nothing else either', async () => {
  const top = await below(null)
  const bottom = await below(await below(top))
  for (const parent_id of [top, bottom]) {
    expect(wrongFields(await put(top, { parent_id, name: 'Other' }))).toEqual(['parent_id'])
  }
  expect(await one(top)).toMatchObject({ parent_id: null, name: 'Hardware' })
})

test('of two moves at once that would make a circle together, one is refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [left, right] = [await below(null), await below(null)]
    const answers = await Promise.all([
      put(left, { parent_id: right }),
      put(right, { parent_id: left }),
    ])
    expect(sorted(answers.map(({ status }) => String(status)))).toEqual(['200', '422'])
    const parents = [(await one(left)).parent_id, (await one(right)).parent_id]
    expect(parents.filter((parent) => parent !== null)).toHaveLength(1)
  }
})

test('a stale If-Match moves nothing', async () => {
  const [id, parent_id] = [await below(null), await below(null)]
  await put(id, { name: 'Newer' })
  const stale = { body: { parent_id }, headers: { 'if-match': '"0"' } }
  expect((await desk.ask('PUT', `/internal/categories/${id}`, stale)).status).toBe(412)
  expect((await one(id)).parent_id).toBeNull()
})

test('deleting a category leaves those below it without one, free to be moved again', async () => {
  const top = await below(null)
  const middle = await below(top)
  const bottom = await below(middle)
  await desk.ask('DELETE', `/internal/categories/${middle}`)
  expect((await one(bottom)).parent_id).toBeNull()
  expect((await put(top, { parent_id: bottom })).body.data.parent_id).toBe(bottom)
  expect(wrongFields(await put(top, { parent_id: middle }))).toEqual(['parent_id'])
})

test('one that is deleted while others are moved below it is nobody’s parent', async () => {
  const [parent_id, child] = [await below(null), await below(null)]
  const [moved] = await Promise.all([
    put(child, { parent_id }),
    desk.ask('DELETE', `/internal/categories/${parent_id}`),
  ])
  expect([200, 422]).toContain(moved.status)
  expect((await one(child)).parent_id).toBeNull()
})

test('a ticket shows its category and product until they are deleted; its history keeps them', async () => {
  const category_id = await createCategory(desk.ask, { name: 'Ink' })
  const product_id = await createProduct(desk.ask, { name: 'Printer' })
  const id = await createTicket(desk.ask, { category_id, product_id })
  const url = `/internal/tickets/${id}`
  const shown = {
    category: { id: category_id, name: 'Ink' },
    product: { id: product_id, name: 'Printer' },
  }
  expect((await desk.ask('GET', url)).body.data).toMatchObject(shown)
  const same = await desk.ask('PUT', url, { body: { category_id, product_id } })
  expect(same.body.data).toMatchObject(shown)

  await desk.ask('DELETE', `/internal/categories/${category_id}`)
  await desk.ask('DELETE', `/internal/products/${product_id}`)
  expect((await desk.ask('GET', url)).body.data).toMatchObject({ category: null, product: null })
  const history = await desk.ask('GET', `${url}/history`)
  expect(history.body.data[0].data).toMatchObject({ category_id, product_id })
})

test('a ticket’s category and product must exist', async () => {
  const id = await createTicket(desk.ask)
  const gone = await createCategory(desk.ask)
  await desk.ask('DELETE', `/internal/categories/${gone}`)
  const body = { category_id: gone, product_id: 987_654 }
  const answer = await desk.ask('PUT', `/internal/tickets/${id}`, { body })
  expect(wrongFields(answer)).toEqual(['category_id', 'product_id'])
  expect(answer.body.message).toContain('existing category')
})
