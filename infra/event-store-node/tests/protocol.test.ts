import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  allRead,
  asReadRequest,
  batchOptions,
  fillProposed,
  identifier,
  streamRead,
  uuid,
} from './generated-messages.ts'
import { frame, rawCall } from './raw-call.ts'
import { jsonEvents, newStream, type OwnNode, startOwnNode } from './server-under-test.ts'

// What the official client cannot be made to send, as bytes.

let node: OwnNode
beforeAll(async () => {
  node = await startOwnNode()
})
afterAll(() => node[Symbol.asyncDispose]())

const STREAMS = '/event_store.client.streams.Streams'
const read = (options: InstanceType<typeof streams.ReadReq.Options>) =>
  rawCall(node.port, `${STREAMS}/Read`, { body: frame(asReadRequest(options)) })

const responses = async (options: InstanceType<typeof streams.ReadReq.Options>) =>
  (await read(options)).messages.map((message) => streams.ReadResp.deserializeBinary(message))

const streamOf = async (count: number) => {
  const stream = newStream()
  await node.client.appendToStream(stream, jsonEvents(count))
  return stream
}

describe('a read', () => {
  it('of a stream that is not there says so in band, with status OK', async () => {
    const stream = newStream()

    const { messages, headers } = await read(streamRead(stream))

    const [first] = messages.map((message) => streams.ReadResp.deserializeBinary(message))
    expect(first?.getStreamNotFound()?.getStreamIdentifier()?.toObject()).toEqual(
      identifier(stream).toObject(),
    )
    expect(headers['grpc-status']).toBe('0')
  })

  it.each([
    [
      'count 0',
      '2',
      (options: InstanceType<typeof streams.ReadReq.Options>) => options.setCount('0'),
    ],
    [
      'no count',
      '3',
      (options: InstanceType<typeof streams.ReadReq.Options>) => options.clearCount(),
    ],
    [
      'neither filter nor none',
      '3',
      (options: InstanceType<typeof streams.ReadReq.Options>) => options.clearNoFilter(),
    ],
    [
      'no source',
      '3',
      (options: InstanceType<typeof streams.ReadReq.Options>) => options.clearStream(),
    ],
  ] as const)('with %s has status %s', async (_case, status, change) => {
    const options = streamRead(await streamOf(1))
    change(options)

    expect((await read(options)).headers['grpc-status']).toBe(status)
  })

  it('tells where the stream ends only to a client that is compatible with it', async () => {
    const stream = await streamOf(3)
    const compatible = streamRead(stream)
    const control = new streams.ReadReq.Options.ControlOption()
    control.setCompatibility(1)
    compatible.setControlOption(control)

    const [older, newer] = [await responses(streamRead(stream)), await responses(compatible)]

    expect(older.filter((response) => response.hasLastStreamPosition())).toEqual([])
    expect(newer.at(-1)?.getLastStreamPosition()).toBe('2')
    compatible.getStream()?.setRevision('9')
    const beyond = await responses(compatible)
    expect(beyond[0]?.getFirstStreamPosition()).toBe('3')
    expect(beyond.at(-1)?.getLastStreamPosition()).toBe('2')
  })

  it('gives ids as two numbers to who does not ask for text', async () => {
    const options = streamRead(await streamOf(1))
    const ids = new streams.ReadReq.Options.UUIDOption()
    ids.setStructured(new shared.Empty())
    options.setUuidOption(ids)

    const [first] = await responses(options)

    expect(first?.getEvent()?.getEvent()?.getId()?.hasStructured()).toBe(true)
  })

  it('of the log may be filtered, in both directions', async () => {
    const stream = await streamOf(3)
    const options = allRead()
    const filter = new streams.ReadReq.Options.FilterOptions()
    const expression = new streams.ReadReq.Options.FilterOptions.Expression()
    expression.setPrefixList([stream])
    filter.setStreamIdentifier(expression)
    filter.setCount(new shared.Empty())
    filter.setCheckpointintervalmultiplier(1)
    options.setFilter(filter)

    const forwards = await responses(options)
    options.setReadDirection(1)
    options.getAll()?.setEnd(new shared.Empty())
    const backwards = await responses(options)

    const revisions = (all: typeof forwards) =>
      all.map((response) => response.getEvent()?.getEvent()?.getStreamRevision())
    expect(revisions(forwards)).toEqual(['0', '1', '2'])
    expect(revisions(backwards)).toEqual(['2', '1', '0'])
  })

  it('ends at its deadline where the client does not end it itself', async () => {
    const options = streamRead(newStream())
    options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions())

    const { headers, messages } = await rawCall(node.port, `${STREAMS}/Read`, {
      body: frame(asReadRequest(options)),
      headers: { 'grpc-timeout': '50m' },
    })

    expect(headers['grpc-status']).toBe('4')
    expect(messages).toHaveLength(2)
  })
})

describe('an append', () => {
  const append = (messages: readonly Uint8Array[]) =>
    rawCall(node.port, `${STREAMS}/Append`, { body: Buffer.concat(messages.map(frame)) })

  it('without options has status UNKNOWN', async () => {
    const event = {
      id: '5ac1b14a-6f6b-4c8a-9d5f-6c3e1a2b3c4d',
      type: 't',
      isJson: true,
      data: new Uint8Array(),
      metadata: new Uint8Array(),
    }
    const request = new streams.AppendReq()
    request.setProposedMessage(fillProposed(new streams.AppendReq.ProposedMessage(), event))

    expect((await append([request.serializeBinary()])).headers['grpc-status']).toBe('2')
    expect((await append([])).headers['grpc-status']).toBe('2')
  })

  it('of an event without a type names what is missing', async () => {
    const options = new streams.AppendReq.Options()
    options.setStreamIdentifier(identifier(newStream()))
    options.setAny(new shared.Empty())
    const start = new streams.AppendReq()
    start.setOptions(options)
    const event = new streams.AppendReq()
    const proposed = new streams.AppendReq.ProposedMessage()
    proposed.setId(uuid('5ac1b14a-6f6b-4c8a-9d5f-6c3e1a2b3c4d'))
    event.setProposedMessage(proposed)

    const { headers } = await append([start.serializeBinary(), event.serializeBinary()])

    expect(headers).toMatchObject({
      'grpc-status': '3',
      exception: 'missing-required-metadata-property',
    })
  })

  it('in the batch whose rest never comes is answered at its deadline, once', async () => {
    const options = batchOptions(Date.now() + 100)
    options.setStreamIdentifier(identifier(newStream()))
    options.setAny(new shared.Empty())
    const request = new streams.BatchAppendReq()
    request.setCorrelationId(uuid('5ac1b14a-6f6b-4c8a-9d5f-6c3e1a2b3c4d'))
    request.setOptions(options)

    const { messages } = await rawCall(node.port, `${STREAMS}/BatchAppend`, {
      body: frame(request.serializeBinary()),
      leaveOpen: true,
      headers: { 'grpc-timeout': '400m' },
    })

    expect(messages).toHaveLength(1)
    const [answer] = messages.map((message) => streams.BatchAppendResp.deserializeBinary(message))
    expect(answer?.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.Timeout')
  })
})

describe('a deletion that is refused', () => {
  it('names both versions as numbers in its trailers', async () => {
    const stream = await streamOf(1)
    const remove = async (name: string, expect: 'any' | 'none') => {
      const options = new streams.DeleteReq.Options()
      options.setStreamIdentifier(identifier(name))
      if (expect === 'any') options.setAny(new shared.Empty())
      else options.setNoStream(new shared.Empty())
      const request = new streams.DeleteReq()
      request.setOptions(options)
      const body = frame(request.serializeBinary())
      return (await rawCall(node.port, `${STREAMS}/Delete`, { body })).headers
    }

    expect(await remove(newStream(), 'any')).toMatchObject({
      'grpc-status': '9',
      exception: 'wrong-expected-version',
      'expected-version': '-2',
      'actual-version': '-1',
    })
    expect(await remove('ströme', 'any')).toMatchObject({
      'grpc-status': '9',
      'stream-name': 'str%C3%B6me',
    })
    expect(await remove(stream, 'none')).toMatchObject({
      'stream-name': stream,
      'expected-version': '-1',
      'actual-version': '0',
    })
  })
})
