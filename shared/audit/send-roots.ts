import { open, readFile } from 'node:fs/promises'
import { type OutsideRoot, parseOutsideRoot } from './audit-root.ts'

/** A receiver that hangs must not keep the next root from being signed for long. */
const SEND_TIMEOUT_MS = 5_000

/**
 * Each root as one line of JSON: at the end of a file, or as the body of a POST. At least once: after a
 * restart the newest one comes again, which its `revision` tells.
 * @param target a path, or an http(s) URL; null sends nothing
 */
export function sendRootsTo(
  target: string | null,
  timeoutMs = SEND_TIMEOUT_MS,
): (root: OutsideRoot) => Promise<void> {
  if (target === null) return async () => undefined
  if (!isUrl(target)) return (root) => appendLine(target, asLine(root))
  return async (root) => {
    const answer = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: asLine(root),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!answer.ok) throw new Error(`The receiver of audit roots answered ${answer.status}`)
  }
}

/** On a line of its own, also where a crash has cut off the one before. */
async function appendLine(path: string, line: string): Promise<void> {
  await using file = await open(path, 'a+', 0o600)
  const { size } = await file.stat()
  const end = Buffer.alloc(1)
  if (size > 0) await file.read(end, 0, 1, size - 1)
  await file.appendFile(size === 0 || end.toString() === '\n' ? line : `\n${line}`)
  await file.datasync()
}

/**
 * What was kept in a file, whichever system's newlines end its lines.
 * @returns null where there is no such file, or the target is a URL
 * @throws UnreadableRoots where a line of it is no root
 */
export async function readSentRoots(target: string): Promise<OutsideRoot[] | null> {
  if (isUrl(target)) return null
  const text = await readFile(target, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new UnreadableRoots(`The roots in ${target} cannot be read: ${String(error)}`)
  })
  return text === null ? null : parseRoots(text, target)
}

function parseRoots(text: string, target: string): OutsideRoot[] {
  const lines = text
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter((line) => line.text !== '')
  return lines.flatMap((line, index) => {
    const root = parseOutsideRoot(line.text)
    if (root !== null) return [root]
    if (isCutOff(line.text, lines[index + 1]?.text)) return []
    throw new UnreadableRoots(`Line ${line.number} of ${target} is no root`)
  })
}

/** By a crash: whoever starts next sends the newest root again, so a whole one follows, or nothing yet. */
function isCutOff(line: string, next: string | undefined): boolean {
  const isBegun = line.startsWith('{') && !line.includes('}')
  return isBegun && (next === undefined || parseOutsideRoot(next) !== null)
}

/** What was kept proves nothing, neither that the log is whole nor that it is not. */
export class UnreadableRoots extends Error {
  override readonly name = 'UnreadableRoots'
}

export function isUrl(target: string): boolean {
  return /^https?:\/\//i.test(target)
}

function asLine(root: OutsideRoot): string {
  return `${JSON.stringify(root)}\n`
}
