import type { WireWriter } from '../../wire/wire-writer.ts'
import type { Append, NewEvent } from '../event-store.ts'

export type NumberedAppend = Append & { readonly number: number; readonly deadlineMs: number }

/** `BatchAppendReq` */
const REQUEST = { correlationId: 1, options: 2, event: 3, isFinal: 4 } as const
const OPTIONS = { stream: 1, revision: 2, noStream: 3, deadline: 7 } as const
const STREAM_NAME = 3
const EVENT = { id: 1, map: 2, metadata: 3, data: 4 } as const
const UUID = { structured: 1, text: 2 } as const
const DURATION = { seconds: 1, nanos: 2 } as const
const MAP_ENTRY = { key: 1, value: 2 } as const

const NANOS_PER_MS = 1_000_000

/** Our numbers are UUIDs with this upper half, so that none of them is the empty one. */
const UPPER_HALF = 1

/** A whole append as one gRPC frame. */
export function writeAppend(writer: WireWriter, append: NumberedAppend): void {
  writer.frame((request) => {
    request.message(REQUEST.correlationId, (id) =>
      id.message(UUID.structured, (halves) => {
        halves.uint64(1, UPPER_HALF)
        halves.uint64(2, append.number)
      }),
    )
    request.message(REQUEST.options, (options) => writeOptions(options, append))
    for (const event of append.events) {
      request.message(REQUEST.event, (proposed) => writeEvent(proposed, event))
    }
    request.uint64(REQUEST.isFinal, 1)
  })
}

function writeOptions(writer: WireWriter, { stream, expected, deadlineMs }: NumberedAppend): void {
  writer.message(OPTIONS.stream, (identifier) => identifier.text(STREAM_NAME, stream))
  if (expected === 'no_stream') writer.empty(OPTIONS.noStream)
  else writer.uint64(OPTIONS.revision, expected)
  writer.message(OPTIONS.deadline, (duration) => {
    duration.uint64(DURATION.seconds, Math.floor(deadlineMs / 1_000))
    duration.uint64(DURATION.nanos, Math.round((deadlineMs % 1_000) * NANOS_PER_MS))
  })
}

function writeEvent(writer: WireWriter, { id, type, data, metadata }: NewEvent): void {
  writer.message(EVENT.id, (uuid) => uuid.text(UUID.text, id))
  writeEntry(writer, 'type', type)
  writeEntry(writer, 'content-type', 'application/json')
  writer.text(EVENT.metadata, JSON.stringify(metadata))
  writer.text(EVENT.data, JSON.stringify(data))
}

function writeEntry(writer: WireWriter, key: string, value: string): void {
  writer.message(EVENT.map, (entry) => {
    entry.text(MAP_ENTRY.key, key)
    entry.text(MAP_ENTRY.value, value)
  })
}
