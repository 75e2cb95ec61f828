import { WireWriter } from '@deskhive/shared/wire/wire-writer.ts'
import { encodeLinkedEvent, writeEventFrame } from '#event-store-node/protocol/encode-read.ts'
import type { StoredEvent } from '#event-store-node/storage/database.ts'
import type { EventLog } from '#event-store-node/storage/event-log.ts'
import {
  recordCreatedMs,
  recordData,
  recordType,
  withStructuredId,
} from '#event-store-node/storage/record.ts'

export type EncoderOptions = {
  readonly log: EventLog
  readonly resolveLinks: boolean
  readonly idsAsText: boolean
}

const LINK_TYPE = '$>'

/** Gathers the frames of a response until they are sent. */
export class EventEncoder {
  readonly #options: EncoderOptions
  readonly #writer = new WireWriter()

  constructor(options: EncoderOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#writer.length
  }

  add(event: StoredEvent): void {
    const record = this.#shown(event.record)
    if (this.#options.resolveLinks && recordType(event.record) === LINK_TYPE) {
      const target = linkTarget(this.#options.log, event)
      const shown = target === null ? null : this.#shown(target.record)
      this.#writer.raw(encodeLinkedEvent(record, shown, event.position))
    } else writeEventFrame(this.#writer, record, event.position)
  }

  addFrame(frame: Buffer): void {
    this.#writer.raw(frame)
  }

  take(): Buffer {
    return this.#writer.take()
  }

  #shown(record: Buffer): Buffer {
    return this.#options.idsAsText ? record : withStructuredId(record)
  }
}

/** What `<revision>@<stream>` points to, null for what readers cannot see. */
function linkTarget(log: EventLog, link: StoredEvent): StoredEvent | null {
  const match = /^(\d+)@([^]+)$/.exec(recordData(link.record).toString('utf8'))
  const view = log.view(match?.[2] ?? '')
  if (view.kind !== 'found') return null

  const target = log.eventAtRevision(view.id, Number(match?.[1]))
  if (target === null || target.revision < view.first) return null
  const isTooOld =
    view.createdFromMs !== null && recordCreatedMs(target.record) < view.createdFromMs
  return isTooOld ? null : target
}
