import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The environment of a desk that finds no `redis-server`, and so keeps its queue in Postgres. */
export async function withoutRedis(opened: AsyncDisposableStack): Promise<{ PATH: string }> {
  const emptyFolder = await mkdtemp(join(tmpdir(), 'deskhive-path-'))
  opened.defer(() => rm(emptyFolder, { recursive: true }))
  return { PATH: emptyFolder }
}
