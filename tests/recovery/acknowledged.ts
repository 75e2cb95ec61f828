import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { expect } from 'vitest'
import type { Answer } from '#tests/support/patient-client.ts'

/** Every write that was answered with success, however many tries it took. */
export type Acknowledged = {
  readonly note: (method: string, path: string, answer: Answer) => void
  readonly all: readonly Write[]
}

export type Write = {
  readonly what: string
  readonly path: string
  readonly requestId: string
  readonly position: bigint
  readonly tries: number
}

export function noteAcknowledged(): Acknowledged {
  const all: Write[] = []
  return {
    all,
    note: (method, path, { status, headers, requestId, tries }) => {
      if (status >= 300) return
      const position = BigInt(String(headers['x-position'] ?? '-1'))
      all.push({ what: `${method} ${path}`, path, requestId, position, tries })
    },
  }
}

/** What a write creates, and so must be in the log once under its request's id. */
const creations = [
  { path: /^\/internal\/tickets$/, type: 'TicketCreated' },
  { path: /\/tickets\/\d+\/messages$/, type: 'TicketReplied' },
  { path: /^\/internal\/customers$/, type: 'CustomerCreated' },
  { path: /^\/internal\/departments$/, type: 'DepartmentCreated' },
  { path: /^\/internal\/labels$/, type: 'LabelCreated' },
  { path: /^\/internal\/agents$/, type: 'AgentCreated' },
  { path: /^\/internal\/api-keys$/, type: 'ApiKeyCreated' },
  { path: /^\/internal\/webhooks$/, type: 'WebhookCreated' },
]

/**
 * Every acknowledged command is in the log exactly once, and nothing that nobody asked for. Asking sends
 * one request id with all tries of a command, so its events are found by that.
 */
export function expectOnceInLog(
  events: readonly RecordedEvent[],
  acknowledged: readonly Write[],
): void {
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  const byRequest = Map.groupBy(events, ({ metadata }) => metadata.request_id)
  const atPosition = new Map(events.map((event) => [event.position, event]))
  const wrong = acknowledged.flatMap((write) =>
    faultsOf(write, byRequest.get(write.requestId) ?? [], atPosition.get(write.position)),
  )
  expect(wrong).toEqual([])

  const asked = new Set(acknowledged.map(({ requestId }) => requestId))
  const unasked = events.filter(
    ({ metadata }) => metadata.actor_type !== 'system' && !asked.has(metadata.request_id),
  )
  expect(unasked.map(({ type, stream }) => `${type} ${stream}`)).toEqual([])
  expectWholeStreams(events)
}

function faultsOf(
  write: Write,
  own: readonly RecordedEvent[],
  last: RecordedEvent | undefined,
): string[] {
  const faults: string[] = []
  const commands = new Set(own.map(({ metadata, stream }) => `${metadata.command_id} ${stream}`))
  const streams = new Set(own.map(({ stream }) => stream))
  if (commands.size > streams.size) faults.push(`${write.what} was decided ${commands.size} times`)
  if (last === undefined) faults.push(`${write.what}: nothing at X-Position ${write.position}`)
  const created = creations.find(({ path }) => path.test(write.path))
  if (created) {
    const count = own.filter(({ type }) => type === created.type).length
    if (count !== 1) faults.push(`${write.what}: ${count} ${created.type}`)
  }
  return faults
}

function expectWholeStreams(events: readonly RecordedEvent[]): void {
  const streams = Map.groupBy(events, ({ stream }) => stream)
  for (const [stream, own] of streams) {
    const revisions = own.map(({ revision }) => revision)
    expect([stream, revisions]).toEqual([stream, revisions.map((_, index) => index)])
  }
}
