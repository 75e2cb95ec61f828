import { access, chmod, constants, copyFile, mkdtempDisposable, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { messageOf } from '@deskhive/shared/kernel/message-of.ts'
import { LogInUse, logFiles } from '../event-store-node/storage/database.ts'
import { isMissing } from '../local/data-folder.ts'
import { CannotStart } from '../local/part.ts'

/** SQLite reads a log only where it may also write: what a stop has left in the write-ahead log has to be moved. */
export async function isLogWritable(dir: string): Promise<boolean> {
  const paths = [dir, ...(await logFilesIn(dir))]
  const asked = paths.map((path) => access(path, constants.W_OK))
  return (await Promise.allSettled(asked)).every(({ status }) => status === 'fulfilled')
}

/**
 * A log as it is at one moment, in a folder of its own that is removed when disposed of.
 * @throws LogInUse where it was written to meanwhile; CannotStart where it cannot be read, or there is no room for a copy
 */
export async function copyLog(dir: string): Promise<AsyncDisposable & { readonly path: string }> {
  await using stack = new AsyncDisposableStack()
  try {
    const copy = stack.use(await mkdtempDisposable(join(tmpdir(), 'deskhive-log-')))
    const before = await stateOf(dir)
    for (const path of await logFilesIn(dir)) await copyInto(copy.path, path)
    if ((await stateOf(dir)) !== before) throw new LogInUse(dir, null)
    stack.move()
    return copy
  } catch (error) {
    if (error instanceof LogInUse) throw error
    throw new CannotStart(
      `${dir} cannot be written to, and no copy of it can be made: ${messageOf(error)}`,
      { cause: error },
    )
  }
}

async function copyInto(dir: string, path: string): Promise<void> {
  const copied = join(dir, basename(path))
  await copyFile(path, copied, constants.COPYFILE_FICLONE)
  await chmod(copied, 0o600)
}

/** Nothing was written between two calls that say the same. */
async function stateOf(dir: string): Promise<string> {
  const states = (await logFilesIn(dir)).map(async (path) => {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true })
    return `${path} ${ino} ${size} ${mtimeNs}`
  })
  return (await Promise.all(states)).join('\n')
}

/** The one that a stop has emptied is not there. */
async function logFilesIn(dir: string): Promise<string[]> {
  const found = await Promise.all(
    logFiles.map(async (name) => ((await isThere(join(dir, name))) ? [join(dir, name)] : [])),
  )
  return found.flat()
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
