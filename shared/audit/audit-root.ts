import { hash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../event-store/canonical-json.ts'
import type { RecordedEvent } from '../kernel/event.ts'
import { logStart, type Position } from '../kernel/position.ts'

/** Where the log keeps its own roots. A root covers all events before it, earlier roots included. */
export const auditStream = 'auditRoot-1'
export const rootType = 'AuditRootSigned'

const hex = z.string().regex(/^[0-9a-f]{64}$/)

const statementFields = {
  /** How many events lie up to `position`; the system's own are not counted. */
  events: z.int().min(1),
  manifest_hash: hex,
  /** Of the last event covered. */
  position: z.string().regex(/^(0|[1-9][0-9]{0,19})$/),
  /** Ed25519, 32 bytes as base64url. */
  public_key: z.string().min(1),
  /** The hash of everything up to `position`, see `foldEvent`. */
  root: hex,
  signature: z.string().min(1),
  signed_at: z.string().min(1),
}

/** A line outside the log: all but the manifest, and which event of `auditRoot-1` it is. */
const outsideRoot = z.object({ ...statementFields, revision: z.int().min(0) })
const storedRoot = z.object({ ...statementFields, manifest: z.array(z.string()) })

export type RootStatement = Omit<z.output<typeof outsideRoot>, 'revision'>
export type OutsideRoot = z.output<typeof outsideRoot>
export type StoredRoot = z.output<typeof storedRoot>

/** @returns null where it is not what this program writes */
export function parseRoot(event: RecordedEvent): StoredRoot | null {
  if (event.type !== rootType) return null
  return storedRoot.safeParse(event.data).data ?? null
}

/** @returns null where the line is no root */
export function parseOutsideRoot(line: string): OutsideRoot | null {
  try {
    return outsideRoot.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

/** How far the log was folded: the hash over its events in their order. */
export type LogFold = {
  readonly events: number
  readonly position: Position
  readonly root: string
}

export const nothingFolded: LogFold = { events: 0, position: logStart, root: '0'.repeat(64) }

/**
 * What a root says about one event: its content, its place in the log, and when it was recorded.
 * @param eventHash what `hashEvent` says, which the next event of the stream carries
 */
export function leafOf(event: RecordedEvent, eventHash: string): string {
  return sha256(`${eventHash} ${event.position} ${event.recorded_at}`)
}

export function foldEvent(fold: LogFold, event: RecordedEvent, leaf: string): LogFold {
  const root = sha256(`${fold.root} ${leaf}`)
  return { events: fold.events + 1, position: event.position, root }
}

/** Enough of a leaf to find the event that differs; the root itself proves that one does. */
const SHORT_LEAF = 16

/** One line for each event since the last root: `<revision>@<stream> <leaf>`. */
export type ManifestLine = string

export function manifestLine(
  event: { readonly stream: string; readonly revision: number },
  leaf: string,
): ManifestLine {
  return `${nameInLog(event)} ${leaf.slice(0, SHORT_LEAF)}`
}

/** As the log's links name it. */
export function nameInLog(event: { readonly stream: string; readonly revision: number }): string {
  return `${event.revision}@${event.stream}`
}

export type ManifestEntry = {
  readonly stream: string
  readonly revision: number
  readonly leaf: string
}

export function parseManifestLine(line: ManifestLine): ManifestEntry | null {
  const match = /^(\d{1,15})@(.+) ([0-9a-f]{16})$/.exec(line)
  if (match === null) return null
  return { revision: Number(match[1]), stream: match[2] ?? '', leaf: match[3] ?? '' }
}

export function hashManifest(manifest: readonly ManifestLine[]): string {
  return sha256(canonicalJson(manifest))
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}
