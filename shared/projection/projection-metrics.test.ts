import { expect, test } from 'vitest'
import { createMetrics } from '../observability/metrics.ts'
import { createProjectionMetrics } from './projection-metrics.ts'

test('groups of one process are told beside each other, and a group that begins again goes on', async () => {
  const metrics = createMetrics('test')
  createProjectionMetrics(metrics, 'rebuild').applied.add(2)
  createProjectionMetrics(metrics, 'read_models').applied.add(1)
  createProjectionMetrics(metrics, 'rebuild').applied.add(3)
  const lines = (await metrics.text()).split('\n')
  const applied = lines.filter((line) =>
    line.startsWith('deskhive_projection_applied_events_total{'),
  )
  expect(applied.map((line) => line.replace(/^.*group="(\w+)".*} (\d+)$/, '$1 $2'))).toEqual([
    'rebuild 5',
    'read_models 1',
  ])
})
