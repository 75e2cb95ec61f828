import { join } from 'node:path'
import { checkLog, type LogCheck } from '@deskhive/shared/audit/check-log.ts'
import { readSentRoots } from '@deskhive/shared/audit/send-roots.ts'
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
  /** How many roots from outside the log was held against. */
  readonly roots_outside: number
}

/** `share` is 1 at the end of the log, `count` counts events. */
type Progress = (progress: { readonly share: number; readonly count: number }) => void

export async function verify(
  options: VerifyArguments,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: Progress },
): Promise<Verification> {
  const keys = await keysOf(options)
  const outside = (await rootsOf(options)) ?? []
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
  return { ...check, public_keys: keys && [...keys], roots_outside: outside.length }
}

async function keysOf({ publicKeys, signingKey, dataDir }: VerifyArguments): Promise<KnownKeys> {
  if (publicKeys !== null) return publicKeys
  const kept = dataDir === null ? null : await readIfThere(join(dataDir, auditKeyFile))
  const key = signingKey ?? kept?.trim()
  return key ? new Set([readSigningKey(key).publicKey]) : null
}

/** A file that was named must be there; the one in the data folder need not. */
async function rootsOf({ roots, dataDir }: VerifyArguments) {
  if (roots === null) {
    return dataDir === null ? null : readSentRoots(join(dataDir, auditRootsFile))
  }
  const sent = await readSentRoots(roots)
  if (sent === null && !/^https?:/i.test(roots)) throw new NoLog(`There are no roots in ${roots}`)
  return sent
}
