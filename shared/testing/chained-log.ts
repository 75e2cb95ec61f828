import { randomUUID } from 'node:crypto'
import type { OutsideRoot } from '../audit/audit-root.ts'
import { keepRoots } from '../audit/keep-roots.ts'
import type { SigningKey } from '../audit/signing-key.ts'
import type { EventStore } from '../event-store/event-store.ts'
import { describeEvents } from '../event-store/new-events.ts'
import type { DomainEvent } from '../kernel/event.ts'
import { createLogger } from '../observability/logger.ts'

/** Appends events as the desk's command pipeline does: chained, and each naming its command. */
export async function appendChained(
  store: EventStore,
  stream: string,
  events: readonly DomainEvent[],
): Promise<void> {
  const [previous] = await store.readStream(stream, { direction: 'backwards', maxCount: 1 })
  const commandId = randomUUID()
  const described = describeEvents({
    stream,
    events,
    context: {
      command_id: commandId,
      command_type: 'TestLog',
      request_id: commandId,
      actor: { type: 'api_key', id: '1', name: 'Test' },
      occurred_at: new Date().toISOString(),
    },
    previous: previous ?? null,
    upcasters: store.upcasters,
  })
  await store.append({ stream, expected: previous?.revision ?? 'no_stream', events: described })
}

/** Signs what no root covers yet, as the desk does when it stops. @returns what it sent outside */
export async function signAll(
  store: EventStore,
  key: SigningKey,
  everyEvents = 1_000,
): Promise<OutsideRoot[]> {
  const stop = new AbortController()
  const sent: OutsideRoot[] = []
  await keepRoots({
    store,
    key,
    everyEvents,
    everyMs: 60_000,
    signal: stop.signal,
    isOwner: () => {
      stop.abort() // after one look the loop ends, and whoever ends signs
      return true
    },
    send: async (root) => void sent.push(root),
    logger: createLogger({ service: 'test', level: 'fatal' }),
  })
  return sent
}
