import { describe, expect, test } from 'vitest'
import { createDepartment, createTicket } from '../../services/api/testing/builders.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'
import { idsOf } from './resource-client.ts'

const desk = useTestDesk()

const get = (path: string) => desk.ask('GET', path)
const put = (path: string, body: object) => desk.ask('PUT', path, { body })

describe('the default department', () => {
  const list = async () => {
    const { body } = await get('/internal/departments?per_page=200')
    return body.data.filter(({ is_default }: { is_default: boolean }) => is_default)
  }

  test('is exactly one, whoever becomes it, and takes the tickets without a department', async () => {
    const [general] = await list()
    expect(general).toMatchObject({ name: 'General' })
    const next = await createDepartment(desk.ask, { name: 'Next', is_default: true })
    expect(idsOf({ body: { data: await list() } })).toEqual([next])
    const ticket = await createTicket(desk.ask)
    const { body } = await get(`/internal/tickets/${ticket}`)
    expect(body.data.department).toEqual({ id: next, name: 'Next' })

    const changed = await put(`/internal/departments/${general.id}`, { is_default: true })
    expect(changed.body.data.is_default).toBe(true)
    expect(idsOf({ body: { data: await list() } })).toEqual([general.id])
  })

  test('is not taken back, only given to another', async () => {
    const [present] = await list()
    const refused = await put(`/internal/departments/${present.id}`, {
      name: 'X',
      is_default: false,
    })
    expect([refused.status, Object.keys(refused.body.errors)]).toEqual([422, ['is_default']])
    expect(await list()).toEqual([present])
    const other = await createDepartment(desk.ask)
    const allowed = await put(`/internal/departments/${other}`, { is_default: false })
    expect(allowed.status).toBe(200)
  })

  test('passes to the latest one before it that is left when it is deleted', async () => {
    const [before] = await list()
    const [first, second] = [
      await createDepartment(desk.ask, { is_default: true }),
      await createDepartment(desk.ask, { is_default: true }),
    ]
    await desk.ask('DELETE', `/internal/departments/${first}`)
    const url = `/internal/departments/${second}`
    const stale = await desk.ask('DELETE', url, { headers: { 'if-match': '"5"' } })
    expect([stale.status, idsOf({ body: { data: await list() } })]).toEqual([412, [second]])
    expect((await desk.ask('DELETE', url)).status).toBe(200)
    expect(await list()).toEqual([before])

    const deleteDefault = async () => {
      const [present, ...others] = await list()
      expect(others).toEqual([])
      return desk.ask('DELETE', `/internal/departments/${present.id}`)
    }
    let answer = await deleteDefault()
    while (answer.status === 200) answer = await deleteDefault()
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, ['is_default']])
  })
})

test('there is one default department, whoever changes and deletes them at once', async () => {
  const isDefault = async () => {
    const { body } = await get('/internal/departments?per_page=200')
    return body.data.filter(({ is_default }: { is_default: boolean }) => is_default).length
  }
  for (let round = 0; round < 5; round += 1) {
    await createDepartment(desk.ask, { is_default: true })
    const ids = await Promise.all(Array.from({ length: 6 }, () => createDepartment(desk.ask)))
    const answers = ids.map(async (id, later) => {
      const url = `/internal/departments/${id}`
      const deleteLater = async () => {
        for (let read = 0; read < later; read += 1) await get(url)
        return desk.ask('DELETE', url)
      }
      return Promise.all([put(url, { name: `Nr ${id}`, is_default: true }), deleteLater()])
    })
    for (const { status } of (await Promise.all(answers)).flat()) {
      expect([200, 404, 422]).toContain(status)
    }
    expect(await isDefault()).toBe(1)
  }
})
