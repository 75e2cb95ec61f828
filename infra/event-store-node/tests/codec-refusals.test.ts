import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  encodeBatchRefused,
  encodeWrongVersion,
  REFUSALS,
  streamDeletedRefusal,
  wrongVersionRefusal,
} from '#event-store-node/protocol/encode-append.ts'
import { anyExpected, anyPlace, identifier, unframed } from './generated-messages.ts'

const echo = {
  correlationId: Buffer.alloc(0),
  streamIdentifier: Buffer.from(identifier('s').serializeBinary()),
}
const anyCurrent = () => fc.oneof(fc.constant(-1), anyPlace())

const unpacked = (bytes: Uint8Array) => shared.WrongExpectedVersion.deserializeBinary(bytes)

describe('a refusal is what the client decodes', () => {
  it('for a wrong version in the batch', () => {
    fc.assert(
      fc.property(anyExpected(), anyCurrent(), (expected, current) => {
        const frame = encodeBatchRefused(echo, wrongVersionRefusal({ expected, current }))

        const status = streams.BatchAppendResp.deserializeBinary(unframed(frame)).getError()
        expect(status?.toObject()).toMatchObject({ code: 6, message: 'WrongExpectedVersion' })
        const details = status?.getDetails()
        const shown = details?.unpack(unpacked, 'event_store.client.WrongExpectedVersion')
        expect(shown?.toObject()).toEqual({
          currentStreamRevision: String(Math.max(current, 0)),
          currentNoStream: current < 0 ? {} : undefined,
          expectedStreamPosition: typeof expected === 'bigint' ? String(expected) : '0',
          expectedAny: expected === 'any' ? {} : undefined,
          expectedStreamExists: expected === 'stream_exists' ? {} : undefined,
          expectedNoStream: expected === 'no_stream' ? {} : undefined,
        })
      }),
    )
  })

  it('for a wrong version of a plain append, also in the fields of version 20.6', () => {
    fc.assert(
      fc.property(anyExpected(), anyCurrent(), (expected, current) => {
        const frame = encodeWrongVersion({ expected, current })

        const response = streams.AppendResp.deserializeBinary(unframed(frame))
        const noStream = current < 0 ? {} : undefined
        const any = expected === 'any' ? {} : undefined
        const streamExists = expected === 'stream_exists' ? {} : undefined
        expect(response.getWrongExpectedVersion()?.toObject()).toEqual({
          currentRevision2060: Math.max(current, 0),
          noStream2060: noStream,
          expectedRevision2060: legacyRevision(expected),
          any2060: any,
          streamExists2060: streamExists,
          currentRevision: String(Math.max(current, 0)),
          currentNoStream: noStream,
          expectedRevision: typeof expected === 'bigint' ? String(expected) : '0',
          expectedAny: any,
          expectedStreamExists: streamExists,
          expectedNoStream: expected === 'no_stream' ? {} : undefined,
        })
      }),
    )
  })

  it.each([
    ['Timeout', 4, REFUSALS.timeout],
    ['Unknown', 2, REFUSALS.notWritten],
    ['MaximumAppendSizeExceeded', 3, REFUSALS.maxAppendSize],
    ['StreamDeleted', 5, streamDeletedRefusal(echo)],
  ] as const)('for %s', (name, code, refusal) => {
    const frame = encodeBatchRefused(echo, refusal)

    const response = streams.BatchAppendResp.deserializeBinary(unframed(frame))
    const details = response.getError()?.getDetails()
    expect(response.getError()?.getCode()).toBe(code)
    expect(details?.getTypeName()).toBe(`event_store.client.${name}`)
    expect(response.getStreamIdentifier()?.toObject()).toEqual(identifier('s').toObject())
  })
})

/** Version 20.6 had no field for `no_stream` and wrote it as the largest revision. */
function legacyRevision(expected: bigint | string): number {
  if (typeof expected === 'bigint') return Number(expected)
  return expected === 'no_stream' ? Number(2n ** 64n - 1n) : 0
}
