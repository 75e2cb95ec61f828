import { execFile } from 'node:child_process'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type DataFolder, keptSecret, readIfThere } from '#local/data-folder.ts'
import type { Command, Part } from '#local/part.ts'
import { answersQuery } from '#local/probes.ts'
import { commandAs, type Owner, ownerForPostgres } from '#local/run-as.ts'
import { findPostgresPrograms, type PostgresPrograms } from './postgres-programs.ts'

const run = promisify(execFile)

const NAME = 'deskhive'

// For a machine of two cores and little memory that PostgreSQL shares with everything else.
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // a socket's path may be too long for the system, and nobody needs one
  max_connections: '60', // four services with a pool of ten each, and room for a person
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
  wal_level: 'minimal', // no replicas, so no reason to write for them
  max_wal_senders: '0',
  max_parallel_workers_per_gather: '0', // a container's /dev/shm is often too small for them
  jit: 'off', // costs more than our short queries gain
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
  log_checkpoints: 'off',
  // A refused insert is ordinary here, and its statement or key would put personal data into the log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

export type PostgresInput = {
  readonly folder: DataFolder
  readonly port: number
  /** `process.getuid()`, or a number that is not 0 where there is no such thing */
  readonly ownUid: number
  readonly platform: string
  readonly searchPath: string
}

/** A real PostgreSQL on 127.0.0.1, with a password that only the owner of `DATA_DIR` can read. */
export async function embeddedPostgres(input: PostgresInput): Promise<{ part: Part; url: string }> {
  const { value: password } = await keptSecret(input.folder, 'postgres-password')
  const url = `postgres://${NAME}:${password}@127.0.0.1:${input.port}/${NAME}`
  const part: Part = {
    name: 'postgres',
    after: [],
    stopSignal: 'SIGINT',
    stopWithinMs: 2500,
    sources: [],
    prepare: () => prepare(input, password),
    isReady: (signal) => answersQuery(url, signal),
  }
  return { part, url }
}

async function prepare(input: PostgresInput, password: string): Promise<Command> {
  const programs = await findPostgresPrograms(input.platform)
  const cluster = input.folder.postgres
  const owner = await ownerForPostgres(input.ownUid, cluster)
  const environment = { PATH: input.searchPath, LC_ALL: 'C', TZ: 'UTC' }
  if ((await readIfThere(join(cluster, 'PG_VERSION'))) === null) {
    await makeCluster({ cluster, programs, owner, password, environment })
  }
  await forgetDeadPostmaster(cluster)

  const { program, firstArgs, owner: as } = await commandAs(owner, programs.postgres, [cluster])
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const args = [...firstArgs, '-D', cluster, '-p', String(input.port), ...flags]
  return { program, args, environment, cwd: cluster, ...(as && { owner: as }) }
}

type NewCluster = {
  readonly cluster: string
  readonly programs: PostgresPrograms
  readonly owner: Owner | null
  readonly password: string
  readonly environment: Readonly<Record<string, string>>
}

/** Made beside its place and moved there when it is whole, so that a half-made one is never started. */
async function makeCluster(input: NewCluster): Promise<void> {
  const unfinished = `${input.cluster}.new`
  const passwordFile = `${unfinished}/password`
  const data = `${unfinished}/data`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(data, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, `${input.password}\n`, { mode: 0o600 })
  for (const path of [unfinished, data, passwordFile]) {
    if (input.owner) await chown(path, input.owner.uid, input.owner.gid)
  }

  const { program, firstArgs, owner } = await commandAs(input.owner, input.programs.initdb, [data])
  await run(
    program,
    [
      ...firstArgs,
      `--pgdata=${data}`,
      `--username=${NAME}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of texts on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    { env: input.environment, cwd: '/', ...owner },
  )
  await rename(data, input.cluster)
  await rm(unfinished, { recursive: true, force: true })
}

/**
 * After a crash `postmaster.pid` names a process that is gone. PostgreSQL sees that by itself, unless the
 * number now belongs to another process of the same user, as it easily does in a container.
 */
async function forgetDeadPostmaster(cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid')
  const pid = Number((await readIfThere(path))?.split('\n')[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return

  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => null)
  if (name !== null && name.trim() !== 'postgres') await rm(path, { force: true })
}
