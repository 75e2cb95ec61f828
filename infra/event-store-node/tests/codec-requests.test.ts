import { WireReader } from '@deskhive/shared/wire/wire-reader.ts'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeAppendMessage,
  decodeDelete,
  decodeProposedEvent,
} from '#event-store-node/protocol/decode-append.ts'
import { decodeBatchMessage } from '#event-store-node/protocol/decode-batch-append.ts'
import { decodeRead } from '#event-store-node/protocol/decode-read.ts'
import {
  allRead,
  anyEvent,
  anyExpected,
  anyName,
  anyUint64,
  asProposed,
  asReadRequest,
  batchOptions,
  choose,
  fillProposed,
  identifier,
  streamRead,
  uuid,
} from './generated-messages.ts'

const reader = (bytes: Uint8Array) => new WireReader(Buffer.from(bytes))

describe('requests as the client encodes them are decoded', () => {
  it('for one event of an append', () => {
    fc.assert(
      fc.property(anyEvent(), (event) => {
        const request = new streams.AppendReq()
        request.setProposedMessage(fillProposed(new streams.AppendReq.ProposedMessage(), event))

        const decoded = decodeAppendMessage(reader(request.serializeBinary()))

        expect(decoded).toEqual({ kind: 'event', event: asProposed(event) })
      }),
    )
  })

  it('for the options of an append', () => {
    fc.assert(
      fc.property(anyName(), anyExpected(), (stream, expected) => {
        const options = new streams.AppendReq.Options()
        options.setStreamIdentifier(identifier(stream))
        choose(options, expected, (revision) => options.setRevision(revision))
        const request = new streams.AppendReq()
        request.setOptions(options)

        const decoded = decodeAppendMessage(reader(request.serializeBinary()))

        expect(decoded).toEqual({ kind: 'options', options: { stream, expected } })
      }),
    )
  })

  it('for deleting and tombstoning', () => {
    fc.assert(
      fc.property(anyName(), anyExpected(), (stream, expected) => {
        const deleting = new streams.DeleteReq.Options()
        deleting.setStreamIdentifier(identifier(stream))
        choose(deleting, expected, (revision) => deleting.setRevision(revision))
        const deletion = new streams.DeleteReq()
        deletion.setOptions(deleting)
        const ending = new streams.TombstoneReq.Options()
        ending.setStreamIdentifier(identifier(stream))
        choose(ending, expected, (revision) => ending.setRevision(revision))
        const tombstone = new streams.TombstoneReq()
        tombstone.setOptions(ending)

        for (const request of [deletion, tombstone]) {
          expect(decodeDelete(reader(request.serializeBinary()))).toEqual({ stream, expected })
        }
      }),
    )
  })

  it('for a batch append', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 })
    fc.assert(
      fc.property(
        fc.array(anyEvent(), { maxLength: 5 }),
        anyName(),
        anyExpected(),
        seconds,
        fc.boolean(),
        (events, stream, expected, deadline, isFinal) => {
          const options = batchOptions(deadline * 1000 + 500)
          options.setStreamIdentifier(identifier(stream))
          choose(options, expected, (revision) => options.setStreamPosition(revision))
          const request = new streams.BatchAppendReq()
          const correlationId = uuid('5ac1b14a-6f6b-4c8a-9d5f-6c3e1a2b3c4d')
          request.setCorrelationId(correlationId)
          request.setOptions(options)
          request.setIsFinal(isFinal)
          for (const event of events) {
            request.addProposedMessages(
              fillProposed(new streams.BatchAppendReq.ProposedMessage(), event),
            )
          }

          const decoded = decodeBatchMessage(Buffer.from(request.serializeBinary()))

          expect(decoded.correlationId).toEqual(Buffer.from(correlationId.serializeBinary()))
          expect(decoded.options).toEqual({
            stream,
            expected,
            streamIdentifier: Buffer.from(identifier(stream).serializeBinary()),
            deadlineMs: deadline * 1000 + 500,
          })
          expect(decoded.isFinal).toBe(isFinal)
          expect(decoded.events.map(decodeProposedEvent)).toEqual(events.map(asProposed))
        },
      ),
    )
  })

  it('for reading a stream', () => {
    fc.assert(
      fc.property(
        anyName(),
        anyUint64(),
        anyUint64(),
        fc.boolean(),
        (stream, from, count, flag) => {
          const options = streamRead(stream)
          options.getStream()?.setRevision(String(from))
          options.setCount(String(count))
          options.setReadDirection(flag ? 1 : 0)
          options.setResolveLinks(!flag)
          const control = new streams.ReadReq.Options.ControlOption()
          control.setCompatibility(flag ? 1 : 0)
          options.setControlOption(control)

          expect(decodeRead(reader(asReadRequest(options)))).toEqual({
            source: { kind: 'stream', stream, from },
            isBackwards: flag,
            resolveLinks: !flag,
            count,
            isSubscription: false,
            filter: 'none',
            idsAsText: true,
            compatibility: flag ? 1 : 0,
          })
        },
      ),
    )
  })

  it('for subscribing to the log with a filter', () => {
    fc.assert(
      fc.property(
        fc.record({ commit: anyUint64(), prepare: anyUint64() }),
        fc.array(anyName(), { maxLength: 3 }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('stream', 'type'),
        (from, prefixes, window, every, on) => {
          const options = allRead()
          const position = new streams.ReadReq.Options.Position()
          position.setCommitPosition(String(from.commit))
          position.setPreparePosition(String(from.prepare))
          options.getAll()?.setPosition(position)
          options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions())
          const expression = new streams.ReadReq.Options.FilterOptions.Expression()
          expression.setPrefixList(prefixes)
          expression.setRegex('^[^$].*')
          const filter = new streams.ReadReq.Options.FilterOptions()
          if (on === 'stream') filter.setStreamIdentifier(expression)
          else filter.setEventType(expression)
          filter.setMax(window)
          filter.setCheckpointintervalmultiplier(every)
          options.setFilter(filter)

          expect(decodeRead(reader(asReadRequest(options)))).toMatchObject({
            source: { kind: 'all', from },
            isSubscription: true,
            filter: {
              on,
              prefixes,
              regex: '^[^$].*',
              window,
              hasWindow: true,
              checkpointEvery: every,
            },
          })
        },
      ),
    )
  })
})

describe('an event id', () => {
  const decodeId = (id: InstanceType<typeof shared.UUID>) => {
    const message = new streams.AppendReq.ProposedMessage()
    message.setId(id)
    message.getMetadataMap().set('type', 'a')
    message.getMetadataMap().set('content-type', 'application/json')
    return decodeProposedEvent(reader(message.serializeBinary())).id.toString()
  }

  it('may be two numbers, in capitals, or without dashes', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
        const numbers = new shared.UUID.Structured()
        numbers.setMostSignificantBits(String(bytes.readBigInt64BE(0)))
        numbers.setLeastSignificantBits(String(bytes.readBigInt64BE(8)))
        const structured = new shared.UUID()
        structured.setStructured(numbers)

        expect(decodeId(structured)).toBe(id)
        expect(decodeId(uuid(id.toUpperCase()))).toBe(id)
        expect(decodeId(uuid(id.replaceAll('-', '')))).toBe(id)
      }),
    )
  })

  it.each(['', 'not-an-id', '00000000-0000-0000-0000-000000000000'])('is not %j', (id) => {
    expect(() => decodeId(uuid(id))).toThrow(/id|UUID/)
  })
})
