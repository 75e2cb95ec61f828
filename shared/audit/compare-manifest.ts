import type { RecordedEvent } from '../kernel/event.ts'
import { manifestLine, nameInLog, parseManifestLine } from './audit-root.ts'
import { type Broken, brokenAt, missingEvent, reasons } from './broken.ts'

/** An event of the log, as far as a manifest tells of it. */
export type SeenEvent = Pick<RecordedEvent, 'stream' | 'revision' | 'position' | 'id'> & {
  readonly leaf: string
}

/** The first event of these that is not what the manifest says of this part of the log; null if all are. */
export function compareManifest(
  seen: readonly SeenEvent[],
  manifest: readonly string[],
): Broken | null {
  const length = Math.max(seen.length, manifest.length)
  for (let index = 0; index < length; index += 1) {
    const event = seen[index]
    const line = manifest[index]
    if (event === undefined) return missingAt(line)
    if (line === undefined) return brokenAt(event, reasons.added)
    if (manifestLine(event, event.leaf) !== line) {
      return difference(event, line, { seen: seen.slice(index), manifest: manifest.slice(index) })
    }
  }
  return null
}

type Rest = { readonly seen: readonly SeenEvent[]; readonly manifest: readonly string[] }

function difference(event: SeenEvent, line: string, rest: Rest): Broken {
  const expected = nameIn(line)
  const name = nameInLog(event)
  if (name === expected) return brokenAt(event, reasons.changed)
  if (!rest.seen.some((other) => nameInLog(other) === expected)) return missingAt(line)
  if (!rest.manifest.some((other) => nameIn(other) === name)) return brokenAt(event, reasons.added)
  return brokenAt(event, reasons.moved)
}

function nameIn(line: string): string {
  return line.slice(0, line.lastIndexOf(' '))
}

function missingAt(line: string | undefined): Broken {
  const entry = line === undefined ? null : parseManifestLine(line)
  if (entry !== null) return missingEvent(entry)
  return { stream: null, revision: null, position: null, event_id: null, reason: reasons.missing }
}
