import { accessSync, chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { cannotUse, type DataFolder, hasCode, isMissing } from './data-folder.ts'
import { CannotStart } from './part.ts'
import { forgetAddresses } from './running-addresses.ts'

/** By another process, as long as that lives. */
export class DataFolderHeld extends CannotStart {}

/** Who only looks whether the folder is held is in the way for no longer. */
const LOOK_MS = 100

/**
 * Holds `DATA_DIR` for this process alone. The lock is SQLite's own on a file, so the operating system
 * takes it away from whoever dies, however it dies; a pid file could not tell that from a pid used again.
 * @throws DataFolderHeld; CannotStart where nothing can be written, as on a full disk
 */
export function lockDataFolder(folder: DataFolder, pid: number): Disposable {
  const holderPath = join(folder.run, 'supervisor.pid')
  const lock = openLock(folder)
  try {
    lock.exec('BEGIN EXCLUSIVE')
    closeToOthers(lockPath(folder))
    forgetAddresses(folder)
    writeFileSync(holderPath, `${pid}\n`)
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw cannotUse(folder.root, error)
    throw new DataFolderHeld(
      `${folder.root} is in use by another DeskHive (process ${readHolder(holderPath)}). ` +
        'Stop that one first, or set DATA_DIR and PORT to others.',
      { cause: error },
    )
  }
  return {
    [Symbol.dispose]: () => {
      rmSync(holderPath, { force: true }) // while nobody else can hold the folder and write its own
      lock.close()
    },
  }
}

function openLock(folder: DataFolder): DatabaseSync {
  try {
    return new DatabaseSync(lockPath(folder), { timeout: LOOK_MS })
  } catch (error) {
    throw cannotUse(folder.root, error)
  }
}

/** Who may read it could lock it, too, and so keep the desk from ever starting again. */
function closeToOthers(path: string): void {
  try {
    chmodSync(path, 0o600)
  } catch (error) {
    if (!hasCode(error, 'EPERM')) throw error // another's file: as open as its owner wants it
  }
}

/**
 * Whether a process holds it, by the lock: what lies in the folder a dead one may have left.
 * @throws CannotStart where that cannot be told
 */
export function isDataFolderHeld(folder: DataFolder): boolean {
  try {
    accessSync(lockPath(folder))
    using lock = new DatabaseSync(lockPath(folder), { timeout: 0 })
    lock.exec('SELECT * FROM sqlite_schema')
    return false
  } catch (error) {
    if (isMissing(error)) return false // nobody has ever held it
    if (isBusy(error)) return true
    throw cannotUse(folder.root, error)
  }
}

/** https://sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

function lockPath({ run }: Pick<DataFolder, 'run'>): string {
  return join(run, 'lock.sqlite')
}

function readHolder(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
