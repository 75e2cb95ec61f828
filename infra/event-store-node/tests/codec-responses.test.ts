import { WireWriter } from '@deskhive/shared/wire/wire-writer.ts'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  encodeAppended,
  encodeBatchAppended,
  encodeDeleted,
} from '#event-store-node/protocol/encode-append.ts'
import {
  encodeCaughtUp,
  encodeCheckpoint,
  encodeConfirmation,
  encodeLastStreamPosition,
  encodeLinkedEvent,
  encodeStreamNotFound,
  writeEventFrame,
} from '#event-store-node/protocol/encode-read.ts'
import {
  encodeRecord,
  recordCreatedMs,
  recordData,
  recordId,
  recordStream,
  recordType,
  TOMBSTONE_REVISION,
  withStructuredId,
} from '#event-store-node/storage/record.ts'
import {
  anyEvent,
  anyName,
  anyPlace,
  asProposed,
  type GivenEvent,
  identifier,
  unframed,
  uuid,
} from './generated-messages.ts'

const CREATED_MS = 1_790_000_000_123
const CREATED = `${CREATED_MS}0000`

const anyRecord = () =>
  fc
    .record({ event: anyEvent(), stream: anyName(), revision: anyPlace(), position: anyPlace() })
    .map((given) => ({
      ...given,
      record: encodeRecord(asProposed(given.event), given, CREATED),
    }))

const eventFrame = (record: Buffer, position: number) => {
  const writer = new WireWriter()
  writeEventFrame(writer, record, position)
  return streams.ReadResp.deserializeBinary(unframed(writer.take())).getEvent()
}

/** A recorded event as the generated class shows it. */
const shownEvent = (given: {
  event: GivenEvent
  stream: string
  revision: number
  position: number
}) => ({
  streamIdentifier: identifier(given.stream).toObject(),
  streamRevision: String(given.revision),
  preparePosition: String(given.position),
  commitPosition: String(given.position),
  metadataMap: [
    ['content-type', given.event.isJson ? 'application/json' : 'application/octet-stream'],
    ['created', CREATED],
    ['type', given.event.type],
  ],
  data: Buffer.from(given.event.data).toString('base64'),
  customMetadata: Buffer.from(given.event.metadata).toString('base64'),
})

describe('responses are what the client decodes', () => {
  it('for an event', () => {
    fc.assert(
      fc.property(anyRecord(), (given) => {
        const event = eventFrame(given.record, given.position)

        expect(event?.getEvent()?.getId()?.getString()).toBe(given.event.id)
        expect(event?.getCommitPosition()).toBe(String(given.position))
        expect(event?.hasLink()).toBe(false)
        expect(event?.getEvent()?.toObject()).toMatchObject(shownEvent(given))
      }),
    )
  })

  it('for an event whose id is wanted as two numbers', () => {
    fc.assert(
      fc.property(anyRecord(), (given) => {
        const event = eventFrame(withStructuredId(given.record), given.position)

        const numbers = event?.getEvent()?.getId()?.getStructured()
        const bytes = Buffer.alloc(16)
        bytes.writeBigInt64BE(BigInt(numbers?.getMostSignificantBits() ?? 0), 0)
        bytes.writeBigInt64BE(BigInt(numbers?.getLeastSignificantBits() ?? 0), 8)
        expect(bytes.toString('hex')).toBe(given.event.id.replaceAll('-', ''))
        expect(event?.getEvent()?.toObject()).toMatchObject(shownEvent(given))
      }),
    )
  })

  it('for a link with its target, and for one without', () => {
    fc.assert(
      fc.property(anyRecord(), anyRecord(), fc.boolean(), (link, target, isResolved) => {
        const frame = encodeLinkedEvent(
          link.record,
          isResolved ? target.record : null,
          link.position,
        )

        const event = streams.ReadResp.deserializeBinary(unframed(frame)).getEvent()
        expect(event?.getLink()?.toObject()).toMatchObject(shownEvent(link))
        expect(event?.hasEvent()).toBe(isResolved)
        const shown = isResolved ? shownEvent(target) : {}
        expect(event?.getEvent()?.toObject() ?? {}).toMatchObject(shown)
      }),
    )
  })

  it('for a tombstone', () => {
    const event = {
      id: '5ac1b14a-6f6b-4c8a-9d5f-6c3e1a2b3c4d',
      type: '$streamDeleted',
      isJson: false,
      data: new Uint8Array(),
      metadata: new Uint8Array(),
    }
    const place = { stream: 's', revision: TOMBSTONE_REVISION, position: 7 }
    const record = encodeRecord(asProposed(event), place, CREATED)

    const recorded = eventFrame(record, 7)?.getEvent()

    expect(recorded?.getStreamRevision()).toBe(String(2n ** 63n - 1n))
  })

  it('for what a subscription says besides events', () => {
    const parse = (frame: Buffer) => streams.ReadResp.deserializeBinary(unframed(frame))
    const position = { commit: 2 ** 40 + 1, prepare: 0 }

    expect(parse(encodeCaughtUp()).hasCaughtUp()).toBe(true)
    expect(parse(encodeConfirmation('an-id')).getConfirmation()?.getSubscriptionId()).toBe('an-id')
    const checkpoint = parse(encodeCheckpoint(position)).getCheckpoint()
    expect(checkpoint?.getCommitPosition()).toBe(String(position.commit))
    expect(checkpoint?.getPreparePosition()).toBe('0')
    expect(parse(encodeLastStreamPosition(9)).getLastStreamPosition()).toBe('9')
    const missing = parse(encodeStreamNotFound('ß')).getStreamNotFound()
    expect(missing?.getStreamIdentifier()?.serializeBinary()).toEqual(
      identifier('ß').serializeBinary(),
    )
  })

  it('for an accepted append, batch append and deletion', () => {
    const correlation = uuid('5ac1b14a-6f6b-4c8a-9d5f-6c3e1a2b3c4d')
    fc.assert(
      fc.property(anyPlace(), fc.option(anyPlace()), anyName(), (revision, position, stream) => {
        const outcome = { kind: 'appended', revision, position } as const
        const plain = streams.AppendResp.deserializeBinary(unframed(encodeAppended(outcome)))
        const echo = {
          correlationId: Buffer.from(correlation.serializeBinary()),
          streamIdentifier: Buffer.from(identifier(stream).serializeBinary()),
        }
        const batch = streams.BatchAppendResp.deserializeBinary(
          unframed(encodeBatchAppended(echo, outcome)),
        )

        const log =
          position === null
            ? { position: undefined, noPosition: {} }
            : {
                position: { commitPosition: String(position), preparePosition: String(position) },
                noPosition: undefined,
              }
        const shown = { currentRevision: String(revision), noStream: undefined, ...log }
        expect(plain.getSuccess()?.toObject()).toEqual(shown)
        expect(batch.getSuccess()?.toObject()).toEqual(shown)
        expect(batch.getCorrelationId()?.getString()).toBe(correlation.getString())
        expect(batch.getStreamIdentifier()?.toObject()).toEqual(identifier(stream).toObject())
        expect(batch.hasStreamPosition()).toBe(false)
      }),
    )
    const deleted = streams.DeleteResp.deserializeBinary(unframed(encodeDeleted(77)))
    expect(deleted.getPosition()?.getCommitPosition()).toBe('77')
  })

  it('for an append with no events to a stream that is not there', () => {
    const outcome = { kind: 'appended', revision: -1, position: 5 } as const

    const success = streams.AppendResp.deserializeBinary(
      unframed(encodeAppended(outcome)),
    ).getSuccess()

    expect(success?.hasNoStream()).toBe(true)
  })
})

describe('of a record as it is stored', () => {
  it('the parts can be read without decoding the rest', () => {
    fc.assert(
      fc.property(anyRecord(), ({ record, event, stream }) => {
        expect(recordId(record).toString()).toBe(event.id)
        expect(recordStream(record)).toBe(stream)
        expect(recordType(record)).toBe(event.type)
        expect(recordCreatedMs(record)).toBe(CREATED_MS)
        expect(recordData(record)).toEqual(Buffer.from(event.data))
      }),
    )
  })
})
