import { notifierGroup } from '@deskhive/shared/read-model/notification-tables.ts'
import { until } from '@deskhive/shared/testing/until.ts'
import { expect, it } from 'vitest'
import { useTestDesk } from './testing/use-test-desk.ts'

const desk = useTestDesk()

const label = { body: { name: 'urgent', color: '#ff0000' } }

it('a desk whose log is older than its database reads, refuses to write and says why, until they fit', async () => {
  const { pool } = desk.desk.database
  await pool.query(
    'insert into projection.projection_checkpoint (name, position, epoch) values ($1, 1000000000, 1)',
    [notifierGroup],
  )
  await until(async () =>
    expect(await desk.desk.checkReadiness()).toMatchObject({ ready: false, log_fits: false }),
  )
  const refused = await desk.ask('POST', '/internal/labels', label)
  expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
  expect(await desk.ask('GET', '/internal/labels')).toMatchObject({
    status: 200,
    body: { meta: { total: 0 } },
  })

  await pool.query('delete from projection.projection_checkpoint where name = $1', [notifierGroup])
  await until(async () =>
    expect(await desk.desk.checkReadiness()).toMatchObject({ ready: true, log_fits: true }),
  )
  expect(await desk.ask('POST', '/internal/labels', label)).toMatchObject({ status: 201 })
})
