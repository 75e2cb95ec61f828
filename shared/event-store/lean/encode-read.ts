import { logStart, type Position } from '../../kernel/position.ts'
import { encodeFrame, type WireWriter } from '../../wire/wire-writer.ts'
import type { LogRead, StreamRead } from '../transport.ts'

/** `ReadReq.Options` */
const OPTIONS = {
  stream: 1,
  all: 2,
  direction: 3,
  count: 5,
  subscription: 6,
  filter: 7,
  noFilter: 8,
  uuid: 9,
} as const
const STREAM = { identifier: 1, revision: 2, start: 3, end: 4 } as const
const STREAM_NAME = 3
const ALL = { position: 1, start: 2, end: 3 } as const
const FILTER = { stream: 1, window: 3, checkpointEvery: 5 } as const
const PREFIX = 2
const UUID_AS_TEXT = 2

/** How many events of others a filtered subscription passes before it says how far it is. */
const CHECKPOINT_EVERY_EVENTS = 500

export function encodeStreamRead(wanted: StreamRead): Buffer {
  const { stream, from } = wanted
  return encodeRead(wanted, (options) =>
    options.message(OPTIONS.stream, (choice) => {
      choice.message(STREAM.identifier, (identifier) => identifier.text(STREAM_NAME, stream))
      if (typeof from === 'number') choice.uint64(STREAM.revision, from)
      else choice.empty(STREAM[from])
    }),
  )
}

export function encodeLogRead(wanted: LogRead): Buffer {
  return encodeRead(wanted, (options) => writeAll(options, wanted.from))
}

function encodeRead(
  { direction, maxCount }: Pick<StreamRead, 'direction' | 'maxCount'>,
  writeSource: (options: WireWriter) => void,
): Buffer {
  return encodeOptions((options) => {
    writeSource(options)
    if (direction === 'backwards') options.uint64(OPTIONS.direction, 1)
    options.uint64(OPTIONS.count, maxCount)
    options.empty(OPTIONS.noFilter)
  })
}

/** @param after the last event that the subscriber has */
export function encodeSubscription(after: Position, prefixes: readonly string[] | undefined) {
  return encodeOptions((options) => {
    writeAll(options, after === logStart ? 'start' : after)
    options.empty(OPTIONS.subscription)
    if (prefixes === undefined) options.empty(OPTIONS.noFilter)
    else options.message(OPTIONS.filter, (filter) => writeFilter(filter, prefixes))
  })
}

function encodeOptions(writeOptions: (options: WireWriter) => void): Buffer {
  return encodeFrame((request) =>
    request.message(1, (options) => {
      writeOptions(options)
      options.message(OPTIONS.uuid, (form) => form.empty(UUID_AS_TEXT))
    }),
  )
}

function writeAll(options: WireWriter, from: LogRead['from']): void {
  options.message(OPTIONS.all, (choice) => {
    if (typeof from !== 'bigint') return choice.empty(ALL[from])
    choice.message(ALL.position, (position) => {
      position.uint64(1, from)
      position.uint64(2, from)
    })
  })
}

function writeFilter(filter: WireWriter, prefixes: readonly string[]): void {
  filter.message(FILTER.stream, (expression) => {
    for (const prefix of prefixes) expression.text(PREFIX, prefix)
  })
  filter.uint64(FILTER.window, CHECKPOINT_EVERY_EVENTS)
  filter.uint64(FILTER.checkpointEvery, 1)
}
