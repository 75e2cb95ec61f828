import { createHash } from 'node:crypto'
import type { TestDesk } from '../../../services/api/testing/start-test-desk.ts'
import { importTickets } from '../../contract/import-samples.ts'
import type { Past, PastState } from './pasts.ts'

/** The most that one call takes. */
const AT_ONCE = 100

export async function importPasts(desk: Pick<TestDesk, 'ask'>, pasts: readonly Past[]) {
  for (let from = 0; from < pasts.length; from += AT_ONCE) {
    const results = await importTickets(desk, pasts.slice(from, from + AT_ONCE).map(ticketOf))
    const refused = results.filter(({ result }) => result !== 'created')
    if (refused.length > 0) throw new Error(JSON.stringify(refused))
  }
}

function ticketOf({ number, caller, states: [opened, ...states] }: Past) {
  return {
    external_id: number,
    customer: personOf(caller ?? 'Nobody knows'),
    title: `About ${number}`,
    content: 'Nothing more is told.',
    created_at: timeOf(opened),
    ...changesOf(opened),
    history: states.map((state) => ({ at: timeOf(state), by: state.by, ...changesOf(state) })),
  }
}

function changesOf({ status, priority, group, resolver }: PastState) {
  return {
    status,
    priority,
    department: group,
    assigned_to: resolver === null ? null : personOf(resolver),
  }
}

function personOf(name: string) {
  const local = createHash('sha256').update(name).digest('hex').slice(0, 12)
  return { name, email: `${local}@incidents.test` }
}

const timeOf = ({ at }: PastState) => new Date(at).toISOString()
