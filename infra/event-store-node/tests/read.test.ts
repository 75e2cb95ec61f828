import {
  BACKWARDS,
  END,
  START,
  StreamDeletedError,
  StreamNotFoundError,
} from '@eventstore/db-client'
import { beforeAll, describe, expect, it } from 'vitest'
import { collect, idsOf, jsonEvents, newStream, revisionsOf } from './server-under-test.ts'
import { useServer } from './use-server.ts'

const server = useServer()

describe('a stream', () => {
  const stream = newStream()
  beforeAll(() => server.client.appendToStream(stream, jsonEvents(8)))

  it.each([
    ['forwards from the start', {}, [0, 1, 2, 3, 4, 5, 6, 7]],
    ['forwards from a revision, which is included', { fromRevision: 5n }, [5, 6, 7]],
    ['forwards from a revision behind the last one', { fromRevision: 20n }, []],
    ['forwards, so many', { fromRevision: 2n, maxCount: 3 }, [2, 3, 4]],
    [
      'backwards from the end',
      { direction: BACKWARDS, fromRevision: END },
      [7, 6, 5, 4, 3, 2, 1, 0],
    ],
    [
      'backwards from a revision, which is included',
      { direction: BACKWARDS, fromRevision: 1n },
      [1, 0],
    ],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START }, [0]],
    [
      'backwards from behind the last one',
      { direction: BACKWARDS, fromRevision: 99n, maxCount: 2 },
      [7, 6],
    ],
  ] as const)('is read %s', async (_case, options, expected) => {
    expect(revisionsOf(await collect(server.client.readStream(stream, options)))).toEqual(expected)
  })

  it('gives back everything that was appended with an event', async () => {
    const before = Date.now()
    const own = newStream()
    const [given] = jsonEvents(1, 'thing-was-seen')
    if (given === undefined) throw new Error('No event')
    const metadata = { who: 'someone', $correlationId: 'c-1' }
    const { position } = await server.client.appendToStream(own, { ...given, metadata })

    const [read] = await collect(server.client.readStream(own))

    expect(read?.event).toMatchObject({
      id: given.id,
      type: 'thing-was-seen',
      streamId: own,
      revision: 0n,
      isJson: true,
      data: { index: 0 },
      metadata,
      position,
    })
    expect(read?.commitPosition).toBe(position?.commit)
    expect(read?.event?.created.getTime()).toBeGreaterThanOrEqual(before - 1000)
    expect(read?.event?.created.getTime()).toBeLessThanOrEqual(Date.now() + 1000)
  })

  it('that is not there is not found', async () => {
    const missing = newStream()

    const reading = collect(server.client.readStream(missing))

    await expect(reading).rejects.toBeInstanceOf(StreamNotFoundError)
  })

  it('that was tombstoned is deleted', async () => {
    const ended = newStream()
    await server.client.tombstoneStream(ended)

    const reading = collect(server.client.readStream(ended))

    await expect(reading).rejects.toMatchObject({ streamName: ended })
    await expect(collect(server.client.readStream(ended))).rejects.toBeInstanceOf(
      StreamDeletedError,
    )
  })

  it('of many events is read in full, in order, by a slow reader', async () => {
    const long = newStream()
    const events = jsonEvents(5000)
    await server.client.appendToStream(long, events)

    const ids: (string | undefined)[] = []
    for await (const { event } of server.client.readStream(long)) {
      ids.push(event?.id)
      if (ids.length % 1000 === 0) await new Promise(setImmediate)
    }

    expect(ids).toEqual(events.map((event) => event.id))
  })

  it('can be left in the middle, and the client goes on', async () => {
    const long = newStream()
    await server.client.appendToStream(long, jsonEvents(5000))
    let seen = 0

    for await (const _event of server.client.readStream(long)) {
      seen += 1
      if (seen === 10) break
    }

    expect(await collect(server.client.readStream(long, { maxCount: 3 }))).toHaveLength(3)
  })
})

describe('the log', () => {
  const stream = newStream()
  const events = jsonEvents(6)
  beforeAll(async () => {
    for (const event of events) await server.client.appendToStream(stream, event)
  })

  const positions = async () =>
    (await collect(server.client.readStream(stream))).map(({ event }) => event?.position ?? START)

  it('has events of the system besides those that were appended', async () => {
    const all = await collect(server.client.readAll())

    const ours = all.filter(({ event }) => event?.streamId === stream)
    expect(idsOf(ours)).toEqual(events.map((event) => event.id))
    expect(all.some(({ event }) => event?.streamId.startsWith('$'))).toBe(true)
  })

  it('is ordered by position, and commit and prepare are the same', async () => {
    const all = await collect(server.client.readAll())

    const commits = all.map(({ event }) => event?.position.commit ?? 0n)
    expect(commits).toEqual(commits.toSorted((left, right) => (left < right ? -1 : 1)))
    expect(new Set(commits).size).toBe(commits.length)
    for (const { event } of all) expect(event?.position.prepare).toBe(event?.position.commit)
  })

  it('read forwards from a position begins with the event there', async () => {
    const [, second = START] = await positions()

    const read = await collect(server.client.readAll({ fromPosition: second, maxCount: 2 }))

    expect(idsOf(read)).toEqual([events[1]?.id, events[2]?.id])
  })

  it('read backwards from a position begins with the event before', async () => {
    const [, , third = START] = await positions()

    const read = await collect(
      server.client.readAll({ fromPosition: third, direction: BACKWARDS, maxCount: 2 }),
    )

    expect(idsOf(read)).toEqual([events[1]?.id, events[0]?.id])
  })

  it('read backwards from the end begins with the last event', async () => {
    const own = newStream()
    const [last] = jsonEvents(1)
    if (last === undefined) throw new Error('No event')
    await server.client.appendToStream(own, last)

    const read = await collect(
      server.client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 50 }),
    )

    expect(idsOf(read)).toContain(last.id)
  })

  it('is empty behind its end, and backwards from its start', async () => {
    const beyond = { commit: 2n ** 50n, prepare: 2n ** 50n }

    expect(await collect(server.client.readAll({ fromPosition: beyond }))).toEqual([])
    expect(await collect(server.client.readAll({ fromPosition: END }))).toEqual([])
    expect(
      await collect(server.client.readAll({ fromPosition: START, direction: BACKWARDS })),
    ).toEqual([])
  })

  it('is not read from a position where no event begins', async () => {
    const [first] = await positions()
    if (first === undefined || first === START) throw new Error('No position')
    const between = { commit: first.commit + 1n, prepare: first.prepare + 1n }

    const reading = collect(server.client.readAll({ fromPosition: between }))

    await expect(reading).rejects.toMatchObject({ type: 'unknown', code: 2 })
  })
})
