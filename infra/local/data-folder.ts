import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { messageOf } from '@deskhive/shared/kernel/message-of.ts'
import { CannotStart } from './part.ts'

/** Where things are under `DATA_DIR`. */
export type DataFolder = {
  readonly root: string
  readonly run: string
  readonly postgres: string
  readonly redis: string
  readonly eventStore: string
}

/** What signs the log's roots, and where they are sent unless said otherwise; both under `DATA_DIR`. */
export const auditKeyFile = 'audit-signing-key'
export const auditRootsFile = 'audit-roots.jsonl'

/** What seals the secrets that the desk has to read again. */
export const secretsKeyFile = 'secrets-key'

export function dataFolderAt(root: string): DataFolder {
  return {
    root,
    run: join(root, 'run'),
    postgres: join(root, 'postgres'),
    redis: join(root, 'redis'),
    eventStore: join(root, 'event-store'),
  }
}

/**
 * @param openToOthers lets the user that PostgreSQL runs as pass through (but not look around)
 * @throws CannotStart where there is no such folder and none can be made
 */
export async function openDataFolder(root: string, openToOthers: boolean): Promise<DataFolder> {
  const folder = dataFolderAt(root)
  try {
    const isNew = await makeFolder(root)
    if (isNew) await chmod(root, openToOthers ? 0o711 : 0o700)
    await makeFolder(folder.run)
  } catch (error) {
    throw cannotUse(root, error)
  }
  return folder
}

export function cannotUse(root: string, error: unknown): CannotStart {
  return new CannotStart(`DATA_DIR ${root} cannot be used: ${messageOf(error)}`, { cause: error })
}

/**
 * With those above it. Node's own way to do that calls a read-only file system a missing folder, and never ends
 * where a folder is there and takes none in, as `/proc`.
 * @returns whether it is new
 */
async function makeFolder(path: string): Promise<boolean> {
  try {
    return await makeUnlessThere(path)
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    return makeUnlessThere(path)
  }
}

async function makeUnlessThere(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/** The secret of that name, made at the first call and kept in a file that only its owner can read. */
export async function keptSecret(
  folder: DataFolder,
  name: string,
  make: () => string = () => randomBytes(24).toString('base64url'),
): Promise<{ value: string; isNew: boolean; path: string }> {
  const path = join(folder.root, name)
  const kept = await readIfThere(path)
  if (kept !== null && kept.trim() !== '') return { value: kept.trim(), isNew: false, path }

  const value = make()
  await writePrivately(path, `${value}\n`)
  return { value, isNew: true, path }
}

/**
 * All or nothing, also when the machine stops in between; readable by its owner alone.
 * @throws CannotStart where it cannot be written, as on a full disk; what was there before is still there
 */
export async function writePrivately(path: string, text: string): Promise<void> {
  const unfinished = `${path}.new`
  try {
    await rm(unfinished, { force: true })
    await writeFile(unfinished, text, { mode: 0o600, flush: true })
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw new CannotStart(`${path} cannot be written: ${messageOf(error)}`, { cause: error })
  }
}

export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** The same for who cannot wait. */
export function readNowIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT')
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
