import pg from 'pg'
import { buildRival } from './app.ts'
import { rivalSchema } from './schema.ts'

/** As many as the compared API keeps; more only make PostgreSQL switch between them on two cores. */
const POOL_SIZE = 10

const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: POOL_SIZE,
  options: `-c search_path=${rivalSchema}`,
})
pool.on('error', () => undefined)

const app = buildRival(pool)
const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.(address)
process.once('SIGTERM', () => void stop())
process.once('disconnect', () => process.exit()) // who started it is gone

async function stop(): Promise<void> {
  await app.close()
  await pool.end()
  process.exit() // the channel to who started it would keep it running
}
