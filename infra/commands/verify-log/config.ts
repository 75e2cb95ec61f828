import { resolve } from 'node:path'
import { isUrl } from '@deskhive/shared/audit/send-roots.ts'
import {
  anyText,
  eventStoreTransport,
  eventStoreUrl,
  publicKeys,
  rootsTo,
  signingKey,
} from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { z } from 'zod'
import { commonOptions, readArguments, WrongUse } from '#commands/command.ts'
import type { LogPlace } from '#commands/open-log.ts'

export const usage = `npm run verify-log [-- options]

Reads the whole log and holds it against the hashes its events carry of each other and against its signed
roots. Names the first place that is not what was recorded. Changes nothing.

  --public-key KEYS   who may have signed (base64url, separated by commas); else AUDIT_PUBLIC_KEY,
                      AUDIT_SIGNING_KEY, or the key in DATA_DIR
  --roots FILE        roots that were kept outside; else AUDIT_ROOTS_TO, or the file in DATA_DIR
  --json              the result as one line of JSON
  --quiet             no progress, and nothing printed where all is well
  --help              show this

The log is the one at EVENTSTORE_URL, else that of DATA_DIR (./.data), whether the desk runs or not.
Ends with 0: whole, 1: broken, 2: called wrongly, 3: could not be read.`

/** Known to those who call it since before the codes that commands share: 1 is a broken log. */
export const verifyExitCode = { whole: 0, broken: 1, unreadable: 3 } as const

const variables = z.object({
  EVENTSTORE_URL: eventStoreUrl().optional(),
  EVENTSTORE_TRANSPORT: eventStoreTransport(),
  DATA_DIR: anyText('a folder').optional(),
  AUDIT_PUBLIC_KEY: publicKeys().optional(),
  AUDIT_SIGNING_KEY: signingKey().optional(),
  AUDIT_ROOTS_TO: rootsTo().optional(),
})

/** The data folder is null where the log is named by its address alone. */
export type VerifyArguments = LogPlace & {
  readonly json: boolean
  readonly quiet: boolean
  readonly publicKeys: ReadonlySet<string> | null
  readonly signingKey: string | null
  /** A file that was named for this run: it holds roots. */
  readonly roots: string | null
  /** Where the desk sends its roots, a file or a URL; null where that is the file in the data folder. */
  readonly rootsTo: string | null
}

/** @throws WrongUse, EnvironmentError */
export function readVerifyArguments(
  args: readonly string[],
  environment: Environment,
): VerifyArguments {
  const given = valuesOf(args)
  const read = readEnvironment(variables, environment)
  const eventStoreUrl = read.EVENTSTORE_URL ?? null
  const dataDir = read.DATA_DIR ?? (eventStoreUrl === null ? '.data' : null)
  return {
    json: given.json,
    quiet: given.quiet,
    eventStoreUrl,
    transport: read.EVENTSTORE_TRANSPORT,
    dataDir: dataDir === null ? null : resolve(dataDir),
    publicKeys: keysOf(given['public-key']) ?? read.AUDIT_PUBLIC_KEY ?? null,
    signingKey: read.AUDIT_SIGNING_KEY ?? null,
    roots: given.roots ?? null,
    rootsTo: read.AUDIT_ROOTS_TO ?? null,
  }
}

function keysOf(text: string | undefined): ReadonlySet<string> | null {
  if (text === undefined) return null
  const keys = publicKeys().safeParse(text)
  if (!keys.success) throw new WrongUse('--public-key takes public keys, separated by commas')
  return keys.data
}

function valuesOf(args: readonly string[]) {
  const { values, positionals } = readArguments(args, {
    ...commonOptions,
    'public-key': { type: 'string' },
    roots: { type: 'string' },
  })
  if (positionals.length > 0) throw new WrongUse(`It takes no ${positionals.join(' ')}.`)
  if (values.roots !== undefined && isUrl(values.roots)) {
    throw new WrongUse('--roots takes a file: fetch what the receiver at that URL has kept.')
  }
  return values
}
