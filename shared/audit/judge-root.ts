import type { RecordedEvent } from '../kernel/event.ts'
import { hashManifest, parseRoot, type RootStatement, type StoredRoot } from './audit-root.ts'
import { type Reason, reasons } from './broken.ts'
import { isSigned } from './signing-key.ts'

export type IsTrusted = (publicKey: string) => boolean

/** Whether somebody who is trusted signed exactly this; what it says of the log is another question. */
export function judgeRoot(root: RootStatement, isTrusted: IsTrusted): Reason | null {
  if (!isSigned(root)) return reasons.notSigned
  return isTrusted(root.public_key) ? null : reasons.otherKey
}

/** The root that an event of the roots' stream is, or why it is none to rely on. */
export function trustedRootIn(event: RecordedEvent, isTrusted: IsTrusted): StoredRoot | Reason {
  const root = parseRoot(event)
  if (root === null) return reasons.notARoot
  if (hashManifest(root.manifest) !== root.manifest_hash) return reasons.notSigned
  return judgeRoot(root, isTrusted) ?? root
}
