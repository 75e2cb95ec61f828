import { join } from 'node:path'
import type { OutsideRoot } from '@deskhive/shared/audit/audit-root.ts'
import { checkLog, type LogCheck } from '@deskhive/shared/audit/check-log.ts'
import { isUrl, readSentRoots } from '@deskhive/shared/audit/send-roots.ts'
import { readSigningKey } from '@deskhive/shared/audit/signing-key.ts'
import type { KnownKeys } from '@deskhive/shared/audit/trust.ts'
import { upcasters } from '@deskhive/shared/domain/upcasters.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import { NoLog, openLog } from '#commands/open-log.ts'
import type { VerifyArguments } from '#commands/verify-log/config.ts'
import { auditKeyFile, auditRootsFile, readIfThere } from '../../local/data-folder.ts'

export type Verification = LogCheck & {
  /** Who may have signed; null where nobody was told, so that one key for all roots had to do. */
  readonly public_keys: readonly string[] | null
}

/** `share` is 1 at the end of the log, `count` counts events. */
type Progress = (progress: { readonly share: number; readonly count: number }) => void

export async function verify(
  options: VerifyArguments,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: Progress },
): Promise<Verification> {
  const keys = await keysOf(options)
  const outside = await rootsOf(options)
  await using log = await openLog(options)
  await using store = connectEventStore(log.url, { transport: options.transport, upcasters })
  const head = await store.head()
  const check = await checkLog({
    store,
    keys,
    outside,
    signal,
    onProgress: ({ checked, position }) =>
      onProgress({
        count: checked,
        share: head <= 0n ? 1 : Math.min(1, Number(position) / Number(head)),
      }),
  })
  await requireOutside(options, check)
  return { ...check, public_keys: keys && [...keys] }
}

async function keysOf({ publicKeys, signingKey, dataDir }: VerifyArguments): Promise<KnownKeys> {
  if (publicKeys !== null) return publicKeys
  const kept = dataDir === null ? null : await readIfThere(join(dataDir, auditKeyFile))
  const key = signingKey ?? kept?.trim()
  return key ? new Set([readSigningKey(key).publicKey]) : null
}

/** @throws NoLog, UnreadableRoots */
async function rootsOf(options: VerifyArguments): Promise<readonly OutsideRoot[]> {
  const { roots } = options
  const file = roots ?? rootsFileOf(options)
  const sent = file === null ? null : await readSentRoots(file)
  if (roots !== null && !sent?.length) throw new NoLog(`There are no roots in ${roots}.`)
  return sent ?? []
}

/**
 * Each root in the log was sent, so the desk's own file without any was not always like that. One that is not there
 * need not be his: only who is told where the desk sends them can tell.
 */
async function requireOutside(
  options: VerifyArguments,
  { valid, roots_checked, roots_outside }: LogCheck,
): Promise<void> {
  const file = rootsFileOf(options)
  if (!valid || roots_checked === 0 || roots_outside > 0 || file === null || isUrl(file)) return
  const now = await readSentRoots(file) // the first one may have come meanwhile
  if (now === null ? options.rootsTo === null : now.length > 0) return
  throw new NoLog(`The log has signed roots, and ${file}, where they are sent, has none.`)
}

/** Null where the log is named by its address alone. */
function rootsFileOf({ rootsTo, dataDir }: VerifyArguments): string | null {
  return rootsTo ?? (dataDir === null ? null : join(dataDir, auditRootsFile))
}
