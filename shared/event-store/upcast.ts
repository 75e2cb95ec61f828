import type { RecordedEvent } from '../kernel/event.ts'
import type { Upcasters } from '../kernel/upcasters.ts'

/** The version that is written now, as metadata carries it. */
export function schemaVersion(upcasters: Upcasters, type: string): string {
  const steps = upcasters[type]
  return steps === undefined ? '1' : String(steps.length + 1)
}

const storedForms = new WeakMap<object, RecordedEvent>()

/** @returns the same event where it is of the newest version, or of a type that nobody lists */
export function upcast(upcasters: Upcasters, stored: RecordedEvent): RecordedEvent {
  const steps = upcasters[stored.type]
  if (steps === undefined) return stored

  const version = Number(stored.metadata.schema_version)
  const missing = Number.isSafeInteger(version) ? steps.slice(Math.max(version - 1, 0)) : steps
  if (missing.length === 0) return stored

  const { metadata } = stored
  const data = missing.reduce((older, step) => step(older, metadata), stored.data)
  const event = { ...stored, data }
  storedForms.set(event, stored)
  return event
}

/** The event as the log holds it, which is what the hash chain covers. */
export function storedForm<T extends object>(event: T): T | RecordedEvent {
  return storedForms.get(event) ?? event
}
