import { z } from 'zod'
import type { People } from './requests.ts'

/** Ordinary requests to the API, for what a benchmark needs before and beside its load. */
export type DeskCalls = {
  get(path: string, apiKey?: string): Promise<unknown>
  create(path: string, body: object): Promise<z.output<typeof created>>
  put(path: string, body: object, apiKey?: string): Promise<void>
}

const created = z.object({ id: z.int(), key: z.string().optional() })
const withData = z.object({ data: created })

export function deskCalls(url: string, apiKey: string): DeskCalls {
  const call = async (method: string, path: string, key: string, body?: object) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'x-api-key': key, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return parse(text)
  }
  return {
    get: (path, key = apiKey) => call('GET', path, key),
    create: async (path, body) => withData.parse(await call('POST', path, apiKey, body)).data,
    put: async (path, body, key = apiKey) => {
      await call('PUT', path, key, body)
    },
  }
}

function parse(text: string): unknown {
  return JSON.parse(text)
}

const CUSTOMERS = 50
const DEPARTMENTS = 5

/** Departments without agents: nobody is notified of a new ticket, as nobody is in the rival. */
export async function engagePeople(calls: DeskCalls): Promise<People> {
  const customerIds: number[] = []
  for (let n = 1; n <= CUSTOMERS; n += 1) {
    const customer = { name: `Customer ${n}`, email: `customer-${n}@desk.example` }
    customerIds.push((await calls.create('/internal/customers', customer)).id)
  }
  const departmentIds: number[] = []
  for (let n = 1; n <= DEPARTMENTS; n += 1) {
    departmentIds.push((await calls.create('/internal/departments', { name: `Team ${n}` })).id)
  }
  return { customerIds, departmentIds }
}
