import { encodeMessage, FRAME_HEADER_BYTES } from '@deskhive/shared/wire/wire-writer.ts'
import type { UUID as UuidMessage } from '@eventstore/db-client/generated/shared_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import fc from 'fast-check'
import type { ExpectedRevision } from '#event-store-node/storage/append.ts'

// Messages made by the classes that the official client is made of: the reference for our own codec.

export type GivenEvent = {
  id: string
  type: string
  isJson: boolean
  data: Uint8Array
  metadata: Uint8Array
}

export const anyName = () => fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
export const anyUint64 = () => fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
/** All revisions and positions but that of a tombstone. */
export const anyPlace = () => fc.nat({ max: Number.MAX_SAFE_INTEGER - 1 })

export const anyExpected = (): fc.Arbitrary<ExpectedRevision> =>
  fc.oneof(anyUint64(), fc.constantFrom<ExpectedRevision>('any', 'no_stream', 'stream_exists'))

export const anyEvent = (): fc.Arbitrary<GivenEvent> =>
  fc.record({
    id: fc.uuid(),
    type: anyName(),
    isJson: fc.boolean(),
    data: fc.uint8Array({ maxLength: 300 }),
    metadata: fc.uint8Array({ maxLength: 300 }),
  })

export const asProposed = (event: GivenEvent) => ({
  id: Buffer.from(event.id),
  type: Buffer.from(event.type),
  isJson: event.isJson,
  data: Buffer.from(event.data),
  metadata: Buffer.from(event.metadata),
})

export function identifier(stream: string) {
  const message = new shared.StreamIdentifier()
  message.setStreamName(Buffer.from(stream).toString('base64'))
  return message
}

export function uuid(id: string): UuidMessage {
  const message = new shared.UUID()
  message.setString(id)
  return message
}

type Proposed = {
  setId(id: UuidMessage): unknown
  getMetadataMap(): { set(key: string, value: string): unknown }
  setData(data: Uint8Array): unknown
  setCustomMetadata(metadata: Uint8Array): unknown
}

export function fillProposed<Message extends Proposed>(
  message: Message,
  event: GivenEvent,
): Message {
  message.setId(uuid(event.id))
  message.getMetadataMap().set('type', event.type)
  message
    .getMetadataMap()
    .set('content-type', event.isJson ? 'application/json' : 'application/octet-stream')
  message.setData(event.data)
  message.setCustomMetadata(event.metadata)
  return message
}

/** @param setRevision how these options call it */
export function choose(
  options: {
    setAny(value: InstanceType<typeof shared.Empty>): unknown
    setNoStream(value: InstanceType<typeof shared.Empty>): unknown
    setStreamExists(value: InstanceType<typeof shared.Empty>): unknown
  },
  expected: ExpectedRevision,
  setRevision: (revision: string) => unknown,
): void {
  if (typeof expected === 'bigint') setRevision(String(expected))
  else if (expected === 'any') options.setAny(new shared.Empty())
  else if (expected === 'no_stream') options.setNoStream(new shared.Empty())
  else options.setStreamExists(new shared.Empty())
}

/** A request for a read of one stream, to be changed as a test needs it. */
export function streamRead(stream: string): InstanceType<typeof streams.ReadReq.Options> {
  const options = new streams.ReadReq.Options()
  const source = new streams.ReadReq.Options.StreamOptions()
  source.setStreamIdentifier(identifier(stream))
  source.setStart(new shared.Empty())
  options.setStream(source)
  return withCommonOptions(options)
}

export function allRead(): InstanceType<typeof streams.ReadReq.Options> {
  const options = new streams.ReadReq.Options()
  const source = new streams.ReadReq.Options.AllOptions()
  source.setStart(new shared.Empty())
  options.setAll(source)
  return withCommonOptions(options)
}

function withCommonOptions(options: InstanceType<typeof streams.ReadReq.Options>) {
  const ids = new streams.ReadReq.Options.UUIDOption()
  ids.setString(new shared.Empty())
  options.setUuidOption(ids)
  options.setNoFilter(new shared.Empty())
  options.setCount('100')
  return options
}

export function asReadRequest(options: InstanceType<typeof streams.ReadReq.Options>): Buffer {
  const request = new streams.ReadReq()
  request.setOptions(options)
  return Buffer.from(request.serializeBinary())
}

/** The message in a frame of ours, whose header has to be right. */
export function unframed(frame: Buffer): Buffer {
  const length = frame.readUInt32BE(1)
  if (frame[0] !== 0 || length !== frame.length - FRAME_HEADER_BYTES) {
    throw new Error(`A frame of ${frame.length} bytes claims a message of ${length}`)
  }
  return frame.subarray(FRAME_HEADER_BYTES)
}

/** Options with nothing but a deadline, whose class belongs to a package of the client's own: it comes in as bytes. */
export function batchOptions(deadlineMs: number) {
  const bytes = encodeMessage((writer) =>
    writer.message(6, (timestamp) => {
      timestamp.uint64(1, Math.floor(deadlineMs / 1000))
      timestamp.uint64(2, (deadlineMs % 1000) * 1_000_000)
    }),
  )
  return streams.BatchAppendReq.Options.deserializeBinary(bytes)
}
