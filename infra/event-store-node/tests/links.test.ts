import { binaryEvent } from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { collect, idsOf, jsonEvents, newStream, take } from './server-under-test.ts'
import { useServer } from './use-server.ts'

const server = useServer()

const linkTo = (target: string) => binaryEvent({ type: '$>', data: Buffer.from(target) })

const linked = async () => {
  const target = newStream()
  const stream = newStream('links')
  const events = jsonEvents(3)
  await server.client.appendToStream(target, events)
  const { position } = await server.client.appendToStream(stream, linkTo(`2@${target}`))
  return { target, stream, third: events[2]?.id, position }
}

describe('a link', () => {
  it('is shown as it is where links are not resolved', async () => {
    const { stream } = await linked()

    const [read] = await collect(server.client.readStream(stream))

    expect(read?.event?.type).toBe('$>')
    expect(read?.link).toBeUndefined()
  })

  it('is shown with the event it points to, exactly as that stands in its stream', async () => {
    const { stream, target } = await linked()
    const [direct] = await collect(
      server.client.readStream(target, { fromRevision: 2n, maxCount: 1 }),
    )

    const [read] = await collect(server.client.readStream(stream, { resolveLinkTos: true }))

    expect(read?.event).toEqual(direct?.event)
    expect(read?.link).toMatchObject({ type: '$>', streamId: stream, revision: 0n })
  })

  it('is resolved in the log, and in subscriptions to stream and log, history and live', async () => {
    const { stream, target, third, position } = await linked()
    if (position === undefined) throw new Error('No position')
    const fromLog = server.client.readAll({
      fromPosition: position,
      maxCount: 1,
      resolveLinkTos: true,
    })
    const subscription = server.client.subscribeToStream(stream, { resolveLinkTos: true })

    const [read] = await collect(fromLog)
    const taken = take(subscription, 2)
    await server.client.appendToStream(stream, linkTo(`0@${target}`))

    expect(read?.event?.id).toBe(third)
    expect(read?.commitPosition).toBe(position.commit)
    const [first] = await collect(server.client.readStream(target, { maxCount: 1 }))
    expect(idsOf(await taken)).toEqual([third, first?.event?.id])
  })

  it.each([
    ['a revision that is not there', (target: string) => `9@${target}`],
    ['a stream that is not there', () => `0@${newStream()}`],
    ['nothing that could be read', () => 'somewhere'],
  ] as const)('to %s is shown without an event', async (_case, textFor) => {
    const { target } = await linked()
    const stream = newStream('links')
    await server.client.appendToStream(stream, linkTo(textFor(target)))

    const [read] = await collect(server.client.readStream(stream, { resolveLinkTos: true }))

    expect(read?.event).toBeUndefined()
    expect(read?.link?.type).toBe('$>')
  })

  it.each([
    ['deleted', (target: string) => server.client.deleteStream(target)],
    ['tombstoned', (target: string) => server.client.tombstoneStream(target)],
    [
      'truncated',
      (target: string) => server.client.setStreamMetadata(target, { truncateBefore: 3 }),
    ],
  ] as const)('into a stream that was %s is shown without an event', async (_case, hide) => {
    const { stream, target } = await linked()
    await hide(target)

    const [read] = await collect(server.client.readStream(stream, { resolveLinkTos: true }))

    expect(read?.event).toBeUndefined()
    expect(read?.link).toBeDefined()
  })
})
