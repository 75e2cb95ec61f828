import { MalformedMessage, WireReader } from '@deskhive/shared/wire/wire-reader.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GrpcError } from '#event-store-node/grpc/status.ts'
import { decodeAppendMessage, decodeDelete } from '#event-store-node/protocol/decode-append.ts'
import { decodeBatchMessage } from '#event-store-node/protocol/decode-batch-append.ts'
import { decodeRead } from '#event-store-node/protocol/decode-read.ts'

const reader = (bytes: Uint8Array) => new WireReader(Buffer.from(bytes))

describe('bytes that are no message', () => {
  it('are refused as malformed or taken as something, but break nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => {
        for (const decode of [decodeRead, decodeAppendMessage, decodeDelete]) {
          expect(outcomeOf(() => decode(reader(garbage)))).toMatch(/decoded|refused/)
        }
        expect(outcomeOf(() => decodeBatchMessage(Buffer.from(garbage)))).toMatch(/decoded|refused/)
      }),
      { numRuns: 1000 },
    )
  })
})

function outcomeOf(decode: () => unknown): string {
  try {
    decode()
    return 'decoded'
  } catch (error) {
    return error instanceof MalformedMessage || error instanceof GrpcError
      ? 'refused'
      : String(error)
  }
}
