import { expect, test } from 'vitest'
import {
  createCategory,
  createDepartment,
  createKnowledgeCategory,
  createTicket,
} from '../testing/builders.ts'
import { useTestDesk } from '../testing/use-test-desk.ts'

const desk = useTestDesk()

type Body = { readonly [field: string]: unknown }

const put = (path: string, body: Body, headers = {}) => desk.ask('PUT', path, { body, headers })
const remove = async (path: string) => desk.ask('DELETE', path)

const situations: [string, () => Promise<{ path: string; elsewhere: () => Promise<unknown> }>][] = [
  [
    'a ticket whose department is renamed',
    async () => {
      const department_id = await createDepartment(desk.ask)
      const path = `/internal/tickets/${await createTicket(desk.ask, { department_id })}`
      return { path, elsewhere: () => put(`/internal/departments/${department_id}`, { name: 'B' }) }
    },
  ],
  [
    'a knowledge category that gets an article',
    async () => {
      const category_id = await createKnowledgeCategory(desk.ask)
      const body = { title: 'How to print', category_id }
      const elsewhere = () => desk.ask('POST', '/internal/knowledge-articles', { body })
      return { path: `/internal/knowledge-categories/${category_id}`, elsewhere }
    },
  ],
  [
    'a category whose parent is deleted',
    async () => {
      const parent_id = await createCategory(desk.ask)
      const path = `/internal/categories/${await createCategory(desk.ask, { parent_id })}`
      return { path, elsewhere: () => remove(`/internal/categories/${parent_id}`) }
    },
  ],
]

test.each(situations)(
  '%s is shown anew, and a change of it still goes through',
  async (_what, arrange) => {
    const { path, elsewhere } = await arrange()
    const before = await desk.ask('GET', path)
    const known = { 'if-none-match': String(before.headers['etag']) }
    expect((await desk.ask('GET', path, { headers: known })).status).toBe(304)
    await elsewhere()
    const after = await desk.ask('GET', path, { headers: known })
    expect(after.status).toBe(200)
    expect(after.body.data).not.toEqual(before.body.data)

    const unchanged = await put(path, {}, { 'if-match': before.headers['etag'] })
    expect(unchanged.status).toBe(200)
    expect(unchanged.headers['etag']).toBe(after.headers['etag'])
  },
)

test('a revision alone is a tag, too, and one that is over refuses the change', async () => {
  const path = `/internal/tickets/${await createTicket(desk.ask)}`
  expect((await put(path, { priority: 'high' }, { 'if-match': '"0"' })).status).toBe(200)
  expect((await put(path, { priority: 'low' }, { 'if-match': '"0"' })).status).toBe(412)
})
