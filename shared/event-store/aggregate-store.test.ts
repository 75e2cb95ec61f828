import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Aggregate, Decided } from '../kernel/decider.ts'
import { Refused } from '../kernel/refused.ts'
import { by, type Counted, type Counter, createCounter, newCounter } from '../testing/counter.ts'
import { startEventStore } from '../testing/event-store.ts'
import { someContext } from '../testing/some-event.ts'
import { type AggregateStore, createAggregateStore } from './aggregate-store.ts'
import type { EventStore } from './event-store.ts'
import { hashEvent } from './hash-chain.ts'

let eventStore: EventStore

beforeAll(async () => {
  eventStore = await startEventStore()
})
afterAll(() => eventStore[Symbol.asyncDispose]())

/** As another process would have: the same log, a cache of its own. */
const process = (): AggregateStore => createAggregateStore({ eventStore })

describe('a command', () => {
  test('answers with the new state and records who asked for what', async () => {
    const aggregate = newCounter()
    const store = process()
    await createCounter(aggregate, store)
    const context = someContext({ ip: '10.0.0.1', api_key_id: '7' })
    const decide = (): Counted[] => [by(2), by(3)]
    const handled = await store.handleCommand({ aggregate, id: 1, decide, context })

    expect(handled).toMatchObject({ state: { total: 6, times: 3 }, revision: 2, repeated: false })
    const stored = await eventStore.readStream(`${aggregate.resource}-1`)
    expect(stored.at(-1)?.position).toBe(handled.position)
    expect(handled.events.map(({ id, metadata }) => ({ id, metadata }))).toEqual(
      stored.slice(1).map(({ id, metadata }) => ({ id, metadata })),
    )
    expect(stored[1]?.metadata).toMatchObject({
      command_id: context.command_id,
      $causationId: context.command_id,
      $correlationId: context.request_id,
      actor_type: 'system',
      ip: '10.0.0.1',
      api_key_id: '7',
      schema_version: '1',
    })
  })

  test('of a process whose clock is behind happened no earlier than what it changes', async () => {
    const aggregate = newCounter()
    const store = process()
    await createCounter(aggregate, store)
    const change = (occurred_at: string) =>
      store.handleCommand({
        aggregate,
        id: 1,
        decide: () => [by(1)],
        context: someContext({ occurred_at }),
      })
    await change('2999-01-01T00:00:01.000Z')
    const { events } = await change('2999-01-01T00:00:00.000Z')
    expect(events.map(({ metadata }) => metadata.occurred_at)).toEqual(['2999-01-01T00:00:01.000Z'])
  })

  test('whose decision is a rule’s in part names the rule and the event that it answers', async () => {
    const aggregate = newCounter()
    const store = process()
    await createCounter(aggregate, store)
    const robot = { type: 'system', id: '0', name: 'Robot' } as const
    const decide = (): Decided<Counted>[] => [
      by(2),
      { ...by(3), rule: { name: 'again', answers: 'the event before' } },
      { ...by(4), rule: { name: 'late', answers: { event_id: 'the first' }, actor: robot } },
    ]
    const context = someContext()
    const { events } = await store.handleCommand({ aggregate, id: 1, decide, context })

    const stored = await eventStore.readStream(`${aggregate.resource}-1`)
    expect(stored.slice(1)).toMatchObject(events.map(({ id, metadata }) => ({ id, metadata })))
    const [, person, again, late] = stored.map(({ metadata }) => metadata)
    expect(person).toMatchObject({ $causationId: context.command_id, triggers: 'again' })
    expect(person).not.toHaveProperty('rule')
    expect(again).toMatchObject({ rule: 'again', $causationId: stored[1]?.id })
    expect(again).not.toHaveProperty('triggers')
    expect(late).toMatchObject({ rule: 'late', $causationId: 'the first', actor_name: 'Robot' })
    expect([...events, ...stored].every((event) => !('rule' in event))).toBe(true)
  })

  test('chains its events to those before by their hashes', async () => {
    const aggregate = newCounter()
    const store = process()
    await createCounter(aggregate, store)
    const command = { aggregate, id: 1, decide: () => [by(2), by(3)] }
    await store.handleCommand({ ...command, context: someContext() })
    await process().handleCommand({ ...command, context: someContext() })

    const stored = await eventStore.readStream(`${aggregate.resource}-1`)
    const expected = [undefined, ...stored.slice(0, -1).map(hashEvent)]
    expect(stored.map(({ metadata }) => metadata.prev_hash)).toEqual(expected)
  })

  test('that creates what exists is told so, and one on what does not exist is refused', async () => {
    const aggregate = newCounter()
    await createCounter(aggregate, process())
    await expect(createCounter(aggregate, process())).rejects.toMatchObject({
      name: 'StreamExists',
    })
    const missing = { aggregate, id: 2, decide: () => [by(1)], context: someContext() }
    await expect(process().handleCommand(missing)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await process().load(aggregate, 2)).toBeNull()
  })

  test('that is asked again after a crash finds what it did and does it no second time', async () => {
    const aggregate = newCounter()
    const crashing = createAggregateStore({
      eventStore,
      faultPoint: (name) => {
        if (name === 'after-append') throw new Error('crashed')
      },
    })
    const command = {
      aggregate,
      id: 1,
      create: true,
      decide: () => [by(5)],
      context: someContext(),
    }
    await expect(crashing.handleCommand(command)).rejects.toThrow('crashed')
    const again = await process().handleCommand({ ...command, mayBeRepeat: true })
    expect(again).toMatchObject({
      repeated: true,
      state: { total: 5 },
      events: [by(5)],
      revision: 0,
    })

    const change = { aggregate, id: 1, decide: () => [by(1)], context: someContext() }
    const first = await process().handleCommand({ ...change, mayBeRepeat: true })
    expect(first).toMatchObject({ repeated: false, state: { total: 6 } })
    const repeat = await process().handleCommand({ ...change, mayBeRepeat: true })
    expect(repeat).toMatchObject({ repeated: true, state: { total: 6 }, revision: 1 })
  })
})

describe('a state in memory that is out of date', () => {
  async function withStale(): Promise<{
    aggregate: Aggregate<Counter, Counted>
    stale: AggregateStore
  }> {
    const aggregate = newCounter()
    const stale = process()
    await createCounter(aggregate, stale)
    const command = { aggregate, id: 1, decide: () => [by(10)], context: someContext() }
    await process().handleCommand(command)
    return { aggregate, stale }
  }

  test('gives neither a refusal nor "nothing to change"', async () => {
    const refusing = await withStale()
    const atLeastEleven = (state: Counter): Counted[] => {
      if (state.total < 11) throw new Refused('FORBIDDEN', 'too low')
      return [by(1)]
    }
    const context = someContext()
    const { aggregate, stale } = refusing
    const handled = await stale.handleCommand({ aggregate, id: 1, decide: atLeastEleven, context })
    expect(handled.state.total).toBe(12)

    const idle = await withStale()
    const upToFive = (state: Counter): Counted[] => (state.total === 1 ? [] : [by(1)])
    const command = { aggregate: idle.aggregate, id: 1, decide: upToFive, context: someContext() }
    expect(await idle.stale.handleCommand(command)).toMatchObject({ state: { total: 12 } })
  })

  test('does not decide whether a precondition holds', async () => {
    const { aggregate, stale } = await withStale()
    const command = { aggregate, id: 1, decide: () => [by(1)] }
    const changed = stale.handleCommand({ ...command, ifMatch: [0], context: someContext() })
    await expect(changed).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' })
    const { aggregate: other, stale: otherStale } = await withStale()
    const present = { ...command, aggregate: other, ifMatch: [1], context: someContext() }
    expect(await otherStale.handleCommand(present)).toMatchObject({ revision: 2 })
  })

  test('is read again by load', async () => {
    const { aggregate, stale } = await withStale()
    expect(await stale.load(aggregate, 1)).toMatchObject({ state: { total: 11 }, revision: 1 })
  })
})
