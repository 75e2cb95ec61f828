import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { enableCompileCache, flushCompileCache, getCompileCacheDir } from 'node:module'
import { join } from 'node:path'

/**
 * Stripping types costs 20 MB of memory for as long as the process lives, and half of its start. So that is
 * done once per directory, by a process of its own, and the result is kept beside the log; unless whoever
 * starts the process has named a place with NODE_COMPILE_CACHE.
 */
const COMPILE_CACHE = 'compile-cache'
const COMPILE_ONLY = '--compile-only'

const dir = process.env['EVENT_STORE_DIR'] ?? ''
const isCompileOnly = process.argv.includes(COMPILE_ONLY)
if (dir !== '' && getCompileCacheDir() === undefined) {
  const cache = join(dir, COMPILE_CACHE)
  if (!existsSync(cache)) {
    mkdirSync(cache, { recursive: true, mode: 0o700 })
    spawnSync(process.execPath, [import.meta.filename, COMPILE_ONLY], { stdio: 'ignore' })
  }
  enableCompileCache(cache)
}

const { runEventStoreNode } = await import('./run-event-store-node.ts')
if (isCompileOnly) flushCompileCache()
else process.exitCode = await runEventStoreNode(process, flushCompileCache)
