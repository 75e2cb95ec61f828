import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { DataFolder } from './data-folder.ts'
import { CannotStart } from './part.ts'

/**
 * Holds `DATA_DIR` for this process alone. The lock is SQLite's own on a file, so the operating system
 * takes it away from whoever dies, however it dies; a pid file could not tell that from a pid used again.
 * @throws CannotStart when another process holds it
 */
export function lockDataFolder(folder: DataFolder, pid: number): Disposable {
  const holderPath = join(folder.run, 'supervisor.pid')
  const lock = new DatabaseSync(join(folder.run, 'lock.sqlite'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new CannotStart(
      `${folder.root} is in use by another DeskHive (process ${readHolder(holderPath)}). ` +
        'Stop that one first, or set DATA_DIR and PORT to others.',
      { cause: error },
    )
  }
  writeFileSync(holderPath, `${pid}\n`)
  return {
    [Symbol.dispose]: () => {
      rmSync(holderPath, { force: true }) // while nobody else can hold the folder and write its own
      lock.close()
    },
  }
}

function readHolder(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
