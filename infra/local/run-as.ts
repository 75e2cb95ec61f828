import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { isMissing, readIfThere } from './data-folder.ts'
import { CannotStart } from './part.ts'

const run = promisify(execFile)

export type Owner = { readonly uid: number; readonly gid: number }

/**
 * PostgreSQL refuses to run as root. Who is root (a container, mostly) lends it an account that is there
 * anyway: no account is made on anybody's machine. Who is not root runs it as oneself.
 * @param ownUid of this process
 * @returns null for "as oneself"
 */
export async function ownerForPostgres(ownUid: number, cluster: string): Promise<Owner | null> {
  if (ownUid !== 0) return null

  const owner = await ownerOf(cluster)
  if (owner !== null && owner.uid !== 0) return owner
  return (await lookUpAccount('postgres')) ?? (await lookUpAccount('nobody')) ?? noAccount()
}

/**
 * The start of a command line that runs a program as `owner`. Where a folder on the way is closed to that
 * account (a clone under /root, a temporary folder), `setpriv` lets it pass through and read, and no more.
 * @param paths what the program has to reach
 */
export async function commandAs(
  owner: Owner | null,
  program: string,
  paths: readonly string[],
): Promise<{ program: string; firstArgs: readonly string[]; owner?: Owner }> {
  if (owner === null) return { program, firstArgs: [] }
  if (await reaches(owner, [program, ...paths])) return { program, firstArgs: [], owner }

  const capability = await passingCapability()
  const firstArgs = [
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    '--',
    program,
  ]
  return { program: await findSetpriv(paths), firstArgs }
}

async function reaches(owner: Owner, paths: readonly string[]): Promise<boolean> {
  const script = 'for path; do test -r "$path" && test -x "$path" || exit 1; done'
  try {
    await run('/bin/sh', ['-c', script, 'sh', ...paths], { ...owner, cwd: '/' })
    return true
  } catch {
    return false
  }
}

async function findSetpriv(paths: readonly string[]): Promise<string> {
  try {
    await run('setpriv', ['--version'])
    return 'setpriv'
  } catch (error) {
    throw new CannotStart(
      `PostgreSQL does not run as root, and the account lent to it cannot reach ${paths.join(', ')}. ` +
        'Run DeskHive as an ordinary user, set DATA_DIR to a folder that others may pass through, ' +
        'or give a DATABASE_URL.',
      { cause: error },
    )
  }
}

/** The lesser right where this system grants it (many containers do not), see capabilities(7). */
async function passingCapability(): Promise<'dac_read_search' | 'dac_override'> {
  const status = await readFile('/proc/self/status', 'utf8')
  const bounding = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`)
  return (bounding & (1n << 2n)) === 0n ? 'dac_override' : 'dac_read_search'
}

async function ownerOf(path: string): Promise<Owner | null> {
  try {
    const { uid, gid } = await stat(path)
    return { uid, gid }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** From passwd(5), `name:password:uid:gid:…`; an account kept elsewhere is not ours to lend. */
async function lookUpAccount(name: string): Promise<Owner | null> {
  const lines = ((await readIfThere('/etc/passwd')) ?? '').split('\n')
  const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
  return uid && gid ? { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 } : null
}

function noAccount(): never {
  throw new CannotStart(
    'PostgreSQL does not run as root, and there is neither an account "postgres" nor "nobody". ' +
      'Run DeskHive as an ordinary user, or give a DATABASE_URL.',
  )
}
