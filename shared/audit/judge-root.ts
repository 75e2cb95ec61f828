import { hashManifest, type RootStatement, type StoredRoot } from './audit-root.ts'
import { type Reason, reasons } from './broken.ts'
import { isSigned } from './signing-key.ts'

export type IsTrusted = (publicKey: string) => boolean

/** Whether somebody who is trusted signed exactly this; what it says of the log is another question. */
export function judgeRoot(root: RootStatement | StoredRoot, isTrusted: IsTrusted): Reason | null {
  const isWhole = !('manifest' in root) || hashManifest(root.manifest) === root.manifest_hash
  if (!isWhole || !isSigned(root)) return reasons.notSigned
  return isTrusted(root.public_key) ? null : reasons.otherKey
}
