import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import { z } from 'zod'
import { createAgentKey } from '#tests/support/agent-key.ts'
import { dataOf, idOf, type PatientClient } from '#tests/support/patient-client.ts'
import type { Incident } from './incidents.ts'
import { distinct, teamsOf } from './mapping.ts'

/** Everybody and everything that the incidents name, made through the API before the first of them. */
export type Cast = {
  readonly staff: PatientClient
  readonly teams: ReadonlyMap<string, string>
  readonly departments: ReadonlyMap<string, number>
  readonly labels: ReadonlyMap<string, number>
  readonly customers: ReadonlyMap<string, number>
  readonly agents: ReadonlyMap<
    string,
    { readonly id: number; readonly key: string; readonly client: PatientClient }
  >
  /** The department of tickets for which no group was recorded. */
  readonly defaultDepartment: number
  /** What nobody but its owner may ever see: passwords and keys. */
  readonly secrets: readonly string[]
}

/** As many as one desk's integration would use; more only queue. */
export const CLIENTS_AT_ONCE = 8

export async function engageCast(
  staff: PatientClient,
  incidents: readonly Incident[],
): Promise<Cast> {
  const teams = teamsOf(incidents)
  const departments = await createAll(distinct(incidents, 'group'), async (name) =>
    idOf(await staff.post('/internal/departments', { name })),
  )
  const labels = await createAll(distinct(incidents, 'category'), async (name, index) =>
    idOf(await staff.post('/internal/labels', { name, color: colorOf(index) })),
  )
  const callers = [...new Set(incidents.map(({ caller }) => caller))].sort()
  const customers = await createAll(callers, async (name, index) =>
    idOf(await staff.post('/internal/customers', { name, email: `caller-${index}@desk.example` })),
  )
  const secrets: string[] = []
  const agents = await createAll(distinct(incidents, 'resolver'), async (name, index) => {
    const password = `secret of resolver ${index}`
    const team = departments.get(teams.get(name) ?? '')
    const id = idOf(
      await staff.post('/internal/agents', {
        name,
        email: `resolver-${index}@desk.example`,
        password,
        departments: team === undefined ? [] : [team],
      }),
    )
    const key = await createAgentKey(staff, name, id)
    secrets.push(password, key)
    return { id, key, client: staff.withKey(key) }
  })
  const defaultDepartment = await findDefaultDepartment(staff)
  return { staff, teams, departments, labels, customers, agents, defaultDepartment, secrets }
}

async function createAll<T>(
  names: readonly string[],
  create: (name: string, index: number) => Promise<T>,
): Promise<Map<string, T>> {
  const created = new Map<string, T>()
  await inParallel(names, CLIENTS_AT_ONCE, async (name, index) => {
    created.set(name, await create(name, index))
  })
  return created
}

const departmentList = z.array(z.object({ id: z.int(), is_default: z.boolean() }))

async function findDefaultDepartment(staff: PatientClient): Promise<number> {
  const departments = dataOf(
    await staff.get('/internal/departments?per_page=200'),
    departmentList,
  ).filter(({ is_default }) => is_default)
  const [only] = departments
  if (!only || departments.length !== 1) throw new Error('There is not one default department')
  return only.id
}

const colorOf = (index: number) =>
  `#${((index * 2_654_435) % 0xffffff).toString(16).padStart(6, '0')}`
