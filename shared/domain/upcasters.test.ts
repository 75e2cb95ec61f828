import { describe, expect, test } from 'vitest'
import { schemaVersion, upcast } from '../event-store/upcast.ts'
import type { RecordedEvent } from '../kernel/event.ts'
import type { EventData } from '../kernel/upcasters.ts'
import { recorded } from '../testing/given.ts'
import { upcasters } from './upcasters.ts'

/** What was once written, and what it is read as now. Nothing here is ever changed, only added to. */
type Fixture = {
  readonly version: number
  readonly stored: EventData
  readonly actor: { readonly actor_type: 'agent' | 'api_key' | 'customer' | 'system'; id: string }
  readonly read: EventData
}

const agent = { actor_type: 'agent', id: '3' } as const
const apiKey = { actor_type: 'api_key', id: '9' } as const
const customer = { actor_type: 'customer', id: '7' } as const
const system = { actor_type: 'system', id: '0' } as const

const byStaff = { closed_by: 'staff', agent_id: null }

const fixtures: { readonly [type: string]: readonly Fixture[] } = {
  TicketClosed: [
    { version: 1, stored: {}, actor: agent, read: { closed_by: 'agent', agent_id: 3 } },
    { version: 1, stored: {}, actor: apiKey, read: byStaff },
    { version: 1, stored: {}, actor: customer, read: { closed_by: 'customer', agent_id: null } },
    { version: 1, stored: {}, actor: system, read: { closed_by: 'automation', agent_id: null } },
    { version: 2, stored: byStaff, actor: agent, read: byStaff },
  ],
}

const cases = Object.entries(fixtures).flatMap(([type, ofType]) =>
  ofType.map((fixture) => ({ type, ...fixture })),
)

test.each(cases)(
  '$type of version $version by $actor.actor_type is read as one of the newest',
  ({ type, version, stored, actor, read }) => {
    expect(upcast(upcasters, storedEvent(type, { version, stored, actor })).data).toEqual(read)
  },
)

describe('every version ever written', () => {
  test.each(Object.keys(upcasters))('of %s has a fixture', (type) => {
    const newest = Number(schemaVersion(upcasters, type))
    const versions = new Set(fixtures[type]?.map(({ version }) => version))
    expect(versions).toEqual(new Set(Array.from({ length: newest }, (_, index) => index + 1)))
  })
})

function storedEvent(
  type: string,
  { version, stored, actor }: Omit<Fixture, 'read'>,
): RecordedEvent {
  const [event] = recorded('ticket-1001', [{ type, data: stored }])
  if (event === undefined) throw new Error('one event was given')
  const { actor_type, id: actor_id } = actor
  const metadata = { ...event.metadata, actor_type, actor_id, schema_version: String(version) }
  return { ...event, metadata }
}
