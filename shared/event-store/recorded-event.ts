import type { EventMetadata, RecordedEvent } from '../kernel/event.ts'
import type { EventData } from '../kernel/upcasters.ts'

/** Of the log itself or of its server, never of ours. */
export function isSystemEvent({ type, stream }: RecordedEvent): boolean {
  return type.startsWith('$') || stream.startsWith('$')
}

/** All that the desk appends names its command. */
export function isOurs({ metadata }: Pick<RecordedEvent, 'metadata'>): boolean {
  return metadata.command_id !== undefined
}

/** Events that others wrote into the same log may carry anything; consumers know ours by their type. */
export function asData(value: unknown): EventData {
  return isRecord(value) ? parseData(value) : {}
}

export function asMetadata(value: unknown): EventMetadata {
  return parseMetadata(isRecord(value) ? value : {})
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
}

function parseData(value: object): EventData {
  return value as EventData
}

function parseMetadata(value: object): EventMetadata {
  return value as EventMetadata
}
