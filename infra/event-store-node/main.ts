import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

/**
 * Stripping types costs 30 MB of memory for as long as the process lives, and half of its start. With the
 * result kept beside the log that is paid by the first start only, so the rest is loaded after this.
 */
const COMPILE_CACHE = 'compile-cache'

const dir = process.env['EVENT_STORE_DIR']
if (dir !== undefined && dir !== '') enableCompileCache(join(dir, COMPILE_CACHE))

const { runEventStoreNode } = await import('./run-event-store-node.ts')
process.exitCode = await runEventStoreNode(process, flushCompileCache)
