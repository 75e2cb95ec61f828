import { idOfStream, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { chooseSeed } from '@deskhive/shared/testing/random.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDepartment } from '../../services/api/testing/builders.ts'
import { wholeLog } from '../../services/api/testing/read-log.ts'
import { useTestDesk } from '../../services/api/testing/use-test-desk.ts'

// At every position of the log, from the first default on, the default is one department, and it lives.

const RUNS = 8

const desk = useTestDesk()

/** `of`: which of the departments there are, by their number in a round. */
type Step = { readonly act: 'create' | 'promote' | 'delete'; readonly of: number }

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('create', 'promote', 'promote', 'delete', 'delete'),
  of: fc.nat(4),
})

test('the default department is one that lives, in every moment of any history', async () => {
  const seed = chooseSeed()
  console.info(`steps from DESKHIVE_SEED=${seed}`)
  const holds = fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => createDepartment(desk.ask)))
    const statuses = await Promise.all(steps.map((one) => take(one, ids)))
    for (const status of statuses) expect([200, 201, 404, 422]).toContain(status)
    expect(faultsIn(await wholeLog(desk))).toEqual([])
    const { body } = await desk.ask('GET', '/internal/departments?per_page=200')
    const defaults = body.data.filter(({ is_default }: { is_default: boolean }) => is_default)
    expect(defaults).toHaveLength(1)
    await Promise.all(ids.map((id) => desk.ask('DELETE', `/internal/departments/${id}`)))
  })
  await fc.assert(holds, { seed, numRuns: RUNS, endOnFailure: true }) // the log cannot be shrunk
})

async function take({ act, of }: Step, ids: readonly number[]): Promise<number> {
  const url = `/internal/departments/${ids[of]}`
  const body = { name: 'Sales', is_default: true }
  if (act === 'create') return (await desk.ask('POST', '/internal/departments', { body })).status
  if (act === 'promote') return (await desk.ask('PUT', url, { body })).status
  return (await desk.ask('DELETE', url)).status
}

/** A fold of its own, event by event, so that no moment between two is left out. */
function faultsIn(events: readonly RecordedEvent[]): string[] {
  const living = new Set<number>()
  let defaultId: number | null = null
  const faults: string[] = []
  for (const { type, stream, data, position } of events) {
    const id = idOfStream(stream)
    if (type === 'DepartmentCreated') living.add(id)
    if (type === 'DepartmentDeleted') living.delete(id)
    if (type === 'DefaultDepartmentChanged') defaultId = Number(data['department_id'])
    if (defaultId !== null && !living.has(defaultId)) {
      faults.push(`at ${position}, after ${type}, the default is ${defaultId}, which does not live`)
    }
  }
  return faults
}
