import { expect, test } from 'vitest'
import { Unavailable } from '../kernel/unavailable.ts'
import { createLogger } from '../observability/logger.ts'
import { layLine } from '../testing/line.ts'
import { openTestPostgres } from '../testing/postgres.ts'
import { until } from '../testing/until.ts'
import { openJobQueue } from './open-job-queue.ts'
import { queueSchema } from './postgres-backend.ts'

const logger = createLogger({ service: 'test', level: 'silent' })
const WAITING = `
  select 1 from pg_stat_activity where application_name = 'deskhive-queue' and wait_event_type = 'Lock'`

test('a connection that is cut while a queue is being opened does not end the process', async () => {
  await using postgres = await openTestPostgres()
  const pool = await postgres.openPool('test')
  await using line = await layLine(postgres.url)
  const open = () =>
    openJobQueue({ backend: { kind: 'postgres', url: line.url }, name: 'q', logger })
  {
    await using first = open()
    await until(async () => expect(await first.depth()).toBe(0))
  }

  const holder = await pool.connect()
  await holder.query(`begin; lock table ${queueSchema}.migration in access exclusive mode`)
  await using queue = open()
  const answer = queue.depth().catch((error: unknown) => error)
  await until(async () => expect((await pool.query(WAITING)).rowCount).toBeGreaterThan(0))
  line.drop() // without a listener it is an uncaught exception
  expect(await answer).toBeInstanceOf(Unavailable)
  await holder.query('rollback')
  holder.release()
  await until(async () => expect(await queue.depth()).toBe(0))
})
