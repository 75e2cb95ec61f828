import sharedMessages from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { someEvent } from '../../testing/some-event.ts'
import { FRAME_HEADER_BYTES, WireWriter } from '../../wire/wire-writer.ts'
import { leanAddress } from './address.ts'
import { decodeAppendAnswer } from './decode-append.ts'
import { decodeReadAnswer } from './decode-read.ts'
import { writeAppend } from './encode-append.ts'
import { encodeLogRead, encodeStreamRead, encodeSubscription } from './encode-read.ts'

// The classes that the official client is made of are the reference for what is written by hand here.

const anyName = () => fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
const anyPosition = () => fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const message = (frame: Buffer) => frame.subarray(FRAME_HEADER_BYTES)
const text = (base64: string) => Buffer.from(base64, 'base64').toString('utf8')
const bounds = { direction: 'forwards', maxCount: 7, timeoutMs: 1 } as const

test('an append is what the client would have sent', () => {
  const anyAppend = fc.record({
    stream: anyName(),
    expected: fc.oneof(fc.constant('no_stream' as const), fc.nat({ max: Number.MAX_SAFE_INTEGER })),
    events: fc.array(
      anyName().map((title) => someEvent({ title })),
      { minLength: 1, maxLength: 4 },
    ),
    number: fc.integer({ min: 1, max: 2 ** 40 }),
    deadlineMs: fc.integer({ min: 1, max: 100_000 }),
  })
  fc.assert(
    fc.property(anyAppend, (append) => {
      const writer = new WireWriter()
      writeAppend(writer, append)
      const request = streams.BatchAppendReq.deserializeBinary(message(writer.take()))
      const options = request.getOptions()
      const { stream, expected, events, number } = append

      expect(request.getIsFinal()).toBe(true)
      expect(request.getCorrelationId()?.getStructured()?.getLeastSignificantBits()).toBe(
        String(number),
      )
      expect(text(String(options?.getStreamIdentifier()?.getStreamName_asB64()))).toBe(stream)
      const told = options?.hasNoStream() ? 'no_stream' : Number(options?.getStreamPosition())
      expect(told).toBe(expected)
      expect(
        request.getProposedMessagesList().map((proposed) => ({
          id: proposed.getId()?.getString(),
          type: proposed.getMetadataMap().get('type'),
          content: proposed.getMetadataMap().get('content-type'),
          data: JSON.parse(text(proposed.getData_asB64())),
          metadata: JSON.parse(text(proposed.getCustomMetadata_asB64())),
        })),
      ).toEqual(events.map((event) => ({ ...event, content: 'application/json' })))
    }),
  )
})

describe('a read is what the client would have sent', () => {
  const optionsOf = (frame: Buffer) =>
    streams.ReadReq.deserializeBinary(message(frame)).getOptions()?.toObject()

  test('of a stream', () => {
    const options = optionsOf(
      encodeStreamRead({ ...bounds, stream: 'ticket-1', from: 3, direction: 'backwards' }),
    )
    expect(options).toMatchObject({ readDirection: 1, count: '7', noFilter: {} })
    expect(options?.stream).toMatchObject({ revision: '3' })
    expect(options?.uuidOption).toMatchObject({ string: {} })
  })

  test('of the whole log', () => {
    fc.assert(
      fc.property(anyPosition(), (from) => {
        const position = { commitPosition: String(from), preparePosition: String(from) }
        expect(optionsOf(encodeLogRead({ ...bounds, from }))?.all).toMatchObject({ position })
      }),
    )
    expect(optionsOf(encodeLogRead({ ...bounds, from: 'end' }))?.all?.end).toEqual({})
  })

  test('that goes on, of some streams', () => {
    const options = optionsOf(encodeSubscription(12n, ['label-', 'agent-']))
    expect(options?.subscription).toEqual({})
    expect(options?.filter?.streamIdentifier?.prefixList).toEqual(['label-', 'agent-'])
    expect(options?.filter).toMatchObject({ max: 500, checkpointintervalmultiplier: 1 })
  })
})

test('an event is read as the node sent it', () => {
  fc.assert(
    fc.property(anyName(), anyPosition(), fc.nat(), (stream, position, revision) => {
      const event = someEvent({ title: stream })
      const response = new streams.ReadResp()
      const readEvent = new streams.ReadResp.ReadEvent()
      readEvent.setEvent(recorded({ ...event, stream, position, revision }))
      response.setEvent(readEvent)

      expect(decodeReadAnswer(Buffer.from(response.serializeBinary()))).toEqual({
        kind: 'event',
        event: { ...event, stream, position, revision, recorded_at: '2026-09-21T13:33:20.123Z' },
      })
    }),
  )
})

test('events are read with the times at which they were recorded, whatever the order', () => {
  const anyTime = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.array(anyTime), fc.nat(9_999), (times, ticks) => {
      const read = times.map((time) => {
        const readEvent = new streams.ReadResp.ReadEvent()
        const event = recorded({ ...someEvent({}), stream: 'a-1', position: 1n, revision: 0 })
        event
          .getMetadataMap()
          .set('created', String(BigInt(time.getTime()) * 10_000n + BigInt(ticks)))
        readEvent.setEvent(event)
        const response = new streams.ReadResp()
        response.setEvent(readEvent)
        return decodeReadAnswer(Buffer.from(response.serializeBinary()))
      })
      expect(read).toMatchObject(
        times.map((time) => ({ event: { recorded_at: time.toISOString() } })),
      )
    }),
  )
})

test('a checkpoint while catching up has not passed the place that it names, a live one has', () => {
  const passedOf = (commit: string, prepare: string) => {
    const checkpoint = new streams.ReadResp.Checkpoint()
    checkpoint.setCommitPosition(commit)
    checkpoint.setPreparePosition(prepare)
    const response = new streams.ReadResp()
    response.setCheckpoint(checkpoint)
    return decodeReadAnswer(Buffer.from(response.serializeBinary()))
  }
  expect(passedOf('711', '0')).toMatchObject({ passed: { position: 711n, isIncluded: false } })
  expect(passedOf('711', '711')).toMatchObject({ passed: { position: 711n, isIncluded: true } })
})

test('an answer to an append is told by its number, in either form of a UUID', () => {
  const structured = new sharedMessages.UUID.Structured()
  structured.setMostSignificantBits('1')
  structured.setLeastSignificantBits('77')
  const [numbers, words] = [new sharedMessages.UUID(), new sharedMessages.UUID()]
  numbers.setStructured(structured)
  words.setString('00000000-0000-0001-0000-00000000004d')

  for (const correlationId of [numbers, words]) {
    const success = new streams.BatchAppendResp.Success()
    success.setCurrentRevision('5')
    const response = new streams.BatchAppendResp()
    response.setCorrelationId(correlationId)
    response.setSuccess(success)
    expect(decodeAppendAnswer(Buffer.from(response.serializeBinary()))).toMatchObject({
      number: 77,
      kind: 'appended',
      revision: 5,
    })
  }
})

test('an address is lean only where it asks for nothing else', () => {
  expect(leanAddress('esdb://127.0.0.1:2113?tls=false')).toBe('http://127.0.0.1:2113')
  expect(leanAddress('kurrentdb://node?tls=false')).toBe('http://node:2113')
  for (const url of [
    'esdb://127.0.0.1:2113',
    'esdb://admin:secret@127.0.0.1:2113?tls=false',
    'esdb://a:2113,b:2113?tls=false',
    'esdb+discover://a:2113?tls=false',
    'esdb://a:2113?tls=false&nodePreference=follower',
  ]) {
    expect(leanAddress(url)).toBeNull()
  }
})

type Given = ReturnType<typeof someEvent> & {
  readonly stream: string
  readonly position: bigint
  readonly revision: number
}

function recorded(given: Given) {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
  const id = new sharedMessages.UUID()
  id.setString(given.id)
  event.setId(id)
  const identifier = new sharedMessages.StreamIdentifier()
  identifier.setStreamName(Buffer.from(given.stream).toString('base64'))
  event.setStreamIdentifier(identifier)
  event.setStreamRevision(String(given.revision))
  event.setPreparePosition(String(given.position))
  event.setCommitPosition(String(given.position))
  event.getMetadataMap().set('type', given.type)
  event.getMetadataMap().set('created', '17899976001230000')
  event.getMetadataMap().set('content-type', 'application/json')
  event.setData(Buffer.from(JSON.stringify(given.data)).toString('base64'))
  event.setCustomMetadata(Buffer.from(JSON.stringify(given.metadata)).toString('base64'))
  return event
}
