import type { RecordedEvent } from '../kernel/event.ts'
import { Unavailable } from '../kernel/unavailable.ts'
import type { Upcasters } from '../kernel/upcasters.ts'
import { isOurs } from './recorded-event.ts'

/** The version that is written now, as metadata carries it. */
export function schemaVersion(upcasters: Upcasters, type: string): string {
  const steps = upcasters[type]
  return steps === undefined ? '1' : String(steps.length + 1)
}

const storedForms = new WeakMap<object, RecordedEvent>()

/** A newer program wrote it, and only that one knows what it says: taken as it is, it would be misread without a word. */
export class NewerEvent extends Unavailable {
  override readonly name = 'NewerEvent'

  constructor({ stream, revision, type, metadata }: RecordedEvent, known: number) {
    super(
      'event-store',
      `${type} at revision ${revision} of ${stream} is of version ${metadata.schema_version}, and this DeskHive` +
        ` knows versions up to ${known}: start the version that wrote it`,
    )
  }
}

const none: Upcasters[string] = []

/**
 * @returns the same event where it is of the newest version, or of a version of another program
 * @throws NewerEvent
 */
export function upcast(upcasters: Upcasters, stored: RecordedEvent): RecordedEvent {
  const steps = upcasters[stored.type] ?? none
  const version = versionOf(stored)
  if (version > steps.length + 1 && isOurs(stored)) throw new NewerEvent(stored, steps.length + 1)
  if (version > steps.length) return stored

  const { metadata } = stored
  const data = steps.slice(version - 1).reduce((older, step) => step(older, metadata), stored.data)
  const event = { ...stored, data }
  storedForms.set(event, stored)
  return event
}

/** What does not say so is of the first. */
function versionOf({ metadata }: RecordedEvent): number {
  const version = Number(metadata.schema_version)
  return Number.isSafeInteger(version) ? Math.max(version, 1) : 1
}

/** The event as the log holds it, which is what the hash chain covers. */
export function storedForm<T extends object>(event: T): T | RecordedEvent {
  return storedForms.get(event) ?? event
}
