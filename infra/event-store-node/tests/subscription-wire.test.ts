import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allRead, asReadRequest } from './generated-messages.ts'
import { frame, rawCall } from './raw-call.ts'
import { jsonEvents, newStream, type OwnNode, startOwnNode } from './server-under-test.ts'

let node: OwnNode
beforeEach(async () => {
  node = await startOwnNode()
})
afterEach(() => node[Symbol.asyncDispose]())

const READ = '/event_store.client.streams.Streams/Read'

function subscription(filtered: { prefix: string; window: number } | null) {
  const options = allRead()
  options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions())
  if (filtered === null) return options

  const expression = new streams.ReadReq.Options.FilterOptions.Expression()
  expression.setPrefixList([filtered.prefix])
  const filter = new streams.ReadReq.Options.FilterOptions()
  filter.setStreamIdentifier(expression)
  filter.setMax(filtered.window)
  filter.setCheckpointintervalmultiplier(1)
  options.setFilter(filter)
  return options
}

/** Everything that a subscription says until its deadline, in order. */
async function heard(options: ReturnType<typeof subscription>, timeoutMs: number) {
  const { messages } = await rawCall(node.port, READ, {
    body: frame(asReadRequest(options)),
    headers: { 'grpc-timeout': `${timeoutMs}m` },
  })
  return messages.map((message) => streams.ReadResp.deserializeBinary(message))
}

const positionOf = (response: InstanceType<typeof streams.ReadResp> | undefined) =>
  BigInt(response?.getEvent()?.getCommitPosition() ?? -1)

describe('a checkpoint while catching up', () => {
  it('lies between the event before and the event after it', async () => {
    const stream = newStream()
    await node.client.appendToStream(stream, jsonEvents(50))

    const responses = await heard(subscription({ prefix: stream, window: 7 }), 500)

    const places = responses.flatMap((response, place) => (response.hasCheckpoint() ? [place] : []))
    expect(places.length).toBeGreaterThan(5)
    const isBetween = places.map((place) => {
      const checkpoint = responses[place]?.getCheckpoint()
      const commit = BigInt(checkpoint?.getCommitPosition() ?? -1)
      const next = responses.slice(place).find((response) => response.hasEvent())
      const isAfter = positionOf(responses[place - 1]) < commit
      return isAfter && (next === undefined || commit <= positionOf(next))
    })
    expect(isBetween).toEqual(places.map(() => true))
    expect(responses.at(-1)?.hasCaughtUp()).toBe(true)
    expect(responses.at(-2)?.hasCheckpoint()).toBe(true)
  })

  it('is not sent without a filter', async () => {
    await node.client.appendToStream(newStream(), jsonEvents(200))

    const responses = await heard(subscription(null), 500)

    expect(responses.filter((response) => response.hasEvent())).toHaveLength(201)
    expect(responses.filter((response) => response.hasCheckpoint())).toEqual([])
  })
})

describe('a server that stops', () => {
  it('ends open calls itself, with status UNAVAILABLE', async () => {
    const options = subscription(null)
    options.getAll()?.setEnd(new shared.Empty())
    const call = rawCall(node.port, READ, { body: frame(asReadRequest(options)), leaveOpen: true })
    await node.client.appendToStream(newStream(), jsonEvents(1))

    await node[Symbol.asyncDispose]()

    expect((await call).headers['grpc-status']).toBe('14')
  })
})
