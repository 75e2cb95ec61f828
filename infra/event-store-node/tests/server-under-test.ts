import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { EventStoreDBClient, jsonEvent, type ResolvedEvent } from '@eventstore/db-client'
import { startEventStoreNode } from '#event-store-node/start-event-store-node.ts'

/** The same tests hold for a real node: name it here, as `esdb://…`. */
const REAL_SERVER = env['EVENTSTORE_TEST_URL']

export type ServerUnderTest = AsyncDisposable & {
  readonly url: string
  readonly client: EventStoreDBClient
}

/** A node of its own, or the real one, which other tests use as well: hence a new stream for each test. */
export async function startServer(): Promise<ServerUnderTest> {
  if (REAL_SERVER === undefined) return startOwnNode()
  const client = EventStoreDBClient.connectionString(REAL_SERVER)
  return { url: REAL_SERVER, client, [Symbol.asyncDispose]: () => client.dispose() }
}

export type OwnNode = ServerUnderTest & { readonly port: number }

/** Never the real one, for what that is not held to. */
export async function startOwnNode(): Promise<OwnNode> {
  await using stack = new AsyncDisposableStack()
  const dir = stack.adopt(await temporaryDir(), (own) => rm(own, { recursive: true }))
  const { port, url } = stack.use(await startEventStoreNode({ dir }))
  const client = stack.adopt(EventStoreDBClient.connectionString(url), (own) => own.dispose())
  const open = stack.move()
  return { url, port, client, [Symbol.asyncDispose]: () => open.disposeAsync() }
}

export const temporaryDir = () => mkdtemp(join(tmpdir(), 'event-store-node-'))

export const newStream = (subject = 'thing') => `${subject}-${randomUUID()}`

export const jsonEvents = (count: number, type = 'thing-happened') =>
  Array.from({ length: count }, (_, index) => jsonEvent({ type, data: { index } }))

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = []
  for await (const item of items) collected.push(item)
  return collected
}

/** The next so many events, and the end of the subscription they come from. */
export async function take(
  events: AsyncIterable<ResolvedEvent>,
  count: number,
): Promise<ResolvedEvent[]> {
  const taken: ResolvedEvent[] = []
  if (count === 0) return taken
  for await (const event of events) {
    taken.push(event)
    if (taken.length === count) break
  }
  return taken
}

export const revisionsOf = (events: readonly ResolvedEvent[]) =>
  events.map(({ event }) => Number(event?.revision))

export const idsOf = (events: readonly ResolvedEvent[]) => events.map(({ event }) => event?.id)

/** The named event of an emitter, once. */
export function emitted(
  emitter: { once(name: string, listener: () => void): unknown },
  name: string,
): Promise<void> {
  return new Promise((resolve) => {
    emitter.once(name, resolve)
  })
}
