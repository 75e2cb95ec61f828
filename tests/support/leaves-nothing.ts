import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** What is told to end may still be ending when the last test is over. */
const GRACE_MS = 5_000
const LOOK_AGAIN_MS = 100

/**
 * Around a whole run of tests: all of it gets a temporary folder of its own, and when it is over there is
 * nothing in it, and no process that was started on anything in it.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhive-test-run-'))
  await chmod(folder, 0o711) // PostgreSQL runs as another account where the tests run as root
  process.env['TMPDIR'] = folder
  // Some hundred desks are started, each from an empty folder: without this each would compile all of it again.
  // Not by Node's own name: this program's workers would write there until it is too late.
  process.env['DESKHIVE_COMPILED'] = join(folder, COMPILED)
  return async () => {
    const giveUpAt = Date.now() + GRACE_MS
    let left = await findLeftovers(folder)
    while (left.length > 0 && Date.now() < giveUpAt) {
      await pause(LOOK_AGAIN_MS)
      left = await findLeftovers(folder)
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    if (left.length > 0) throw new Error(`The tests left behind:\n${left.join('\n')}`)
  }
}

async function findLeftovers(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name !== COMPILED)
  return [...files.map((name) => join(folder, name)), ...(await findProcesses(folder))]
}

/** Also Node's own name for it, wherever the temporary folder is. */
const COMPILED = 'node-compile-cache'

/** Its workers and its watchdog end when all of this is over. */
const isTestRunner = (command: string) => command.includes('vitest')

/** Linux only: elsewhere nothing is found. */
async function findProcesses(folder: string): Promise<string[]> {
  const pids = await readdir('/proc').catch(() => [])
  const found = await Promise.all(
    pids
      .filter((pid) => Number(pid) > 0 && Number(pid) !== process.pid)
      .map(async (pid) => {
        const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
        const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
        if (isTestRunner(command)) return null
        const isOurs = command.includes(folder) || environment.includes(folder)
        return isOurs ? `process ${pid}: ${command.replaceAll('\0', ' ')}` : null
      }),
  )
  return found.filter((line) => line !== null)
}
