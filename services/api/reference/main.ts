import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createLogger } from '@deskhive/shared/observability/logger.ts'
import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { buildApp } from '../app.ts'
import { openDesk } from '../open-desk.ts'

// `npm run generate` writes the reference, `npm run generate:check` fails where it is not what is kept.

const file = join(import.meta.dirname, '../../../docs/reference/openapi.json')
/** Nothing is there, and nothing is asked of it. */
const nowhere = '127.0.0.1:1'

async function makeReference(): Promise<string> {
  const logger = createLogger({ service: 'reference', level: 'silent' })
  await using opened = openDesk({
    config: {
      port: 0,
      host: '127.0.0.1',
      databaseUrl: `postgres://${nowhere}/none`,
      eventStoreUrl: `esdb://${nowhere}?tls=false`,
      eventStoreTransport: 'lean',
      bootstrapApiKey: null,
      audit: { keys: null, rootsTo: null },
      requestsPerMinute: 0,
      corsOrigins: [],
      trustedProxies: [],
      reach: { allowed: [] },
      secretsKeys: null,
      logLevel: 'silent',
    },
    signal: AbortSignal.abort(),
    logger,
    metrics: createMetrics('reference'),
  })
  const app = buildApp(opened.desk)
  const answer = await app.inject('/api/v1/openapi.json')
  await app.close()
  if (answer.statusCode !== 200) throw new Error(`No reference: ${answer.payload}`)
  return `${JSON.stringify(answer.json(), null, 2)}\n`
}

const made = await makeReference()
if (process.argv.includes('--check')) {
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept !== made) throw new Error('docs/reference/openapi.json is old: npm run generate')
} else {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, made)
}
