import { bytesTag, varintTag } from '@deskhive/shared/wire/wire-reader.ts'
import { encodeFrame, varintBytes, type WireWriter } from '@deskhive/shared/wire/wire-writer.ts'

/** The kinds of `ReadResp`. */
const RESP = {
  event: 1,
  confirmation: 2,
  checkpoint: 3,
  streamNotFound: 4,
  firstStreamPosition: 5,
  lastStreamPosition: 6,
  caughtUp: 8,
} as const

const READ_EVENT = { event: 1, link: 2, commit: 3 } as const

/** Writes the frame of an event that is no link, by far the most frequent: all lengths are known beforehand. */
export function writeEventFrame(writer: WireWriter, record: Uint8Array, position: number): void {
  const recordField = 1 + varintBytes(record.length) + record.length
  const inner = recordField + 1 + varintBytes(position)
  writer.frameHeader(1 + varintBytes(inner) + inner)
  writer.varint(bytesTag(RESP.event))
  writer.varint(inner)
  writer.bytes(READ_EVENT.event, record)
  writer.varint(varintTag(READ_EVENT.commit))
  writer.varint(position)
}

/** A link with what it points to, or alone where it points to nothing. */
export const encodeLinkedEvent = (link: Buffer, target: Buffer | null, position: number) =>
  encodeFrame((writer) =>
    writer.message(RESP.event, (fields) => {
      if (target !== null) fields.bytes(READ_EVENT.event, target)
      fields.bytes(READ_EVENT.link, link)
      fields.uint64(READ_EVENT.commit, position)
    }),
  )

export const encodeConfirmation = (subscriptionId: string) =>
  encodeFrame((writer) =>
    writer.message(RESP.confirmation, (fields) => fields.text(1, subscriptionId)),
  )

export const encodeCheckpoint = (position: { commit: number; prepare: number }) =>
  encodeFrame((writer) =>
    writer.message(RESP.checkpoint, (fields) => {
      fields.uint64(1, position.commit)
      fields.uint64(2, position.prepare)
    }),
  )

export const encodeStreamNotFound = (stream: string) =>
  encodeFrame((writer) =>
    writer.message(RESP.streamNotFound, (fields) =>
      fields.message(1, (identifier) => identifier.text(3, stream)),
    ),
  )

export const encodeFirstStreamPosition = (revision: number) =>
  encodeFrame((writer) => writer.uint64(RESP.firstStreamPosition, revision))

export const encodeLastStreamPosition = (revision: number) =>
  encodeFrame((writer) => writer.uint64(RESP.lastStreamPosition, revision))

export const encodeCaughtUp = () => encodeFrame((writer) => writer.empty(RESP.caughtUp))
