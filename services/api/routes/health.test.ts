import { createMetrics } from '@deskhive/shared/observability/metrics.ts'
import { expect, test } from 'vitest'
import { buildApp } from '#api/app.ts'
import { useTestDesk } from '#api/testing/use-test-desk.ts'

const desk = useTestDesk()

test('however many ask at once whether the desk is ready, its stores are asked once', async () => {
  let checks = 0
  const { checkReadiness } = desk.desk
  await using app = buildApp({
    ...desk.desk,
    metrics: createMetrics('test'),
    checkReadiness: () => {
      checks += 1
      return checkReadiness()
    },
  })
  const ask = () => app.inject('/api/v1/health/ready')
  await ask()
  expect(checks).toBe(1)

  const answers = await Promise.all(Array.from({ length: 100 }, ask))
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  expect(checks).toBeLessThan(10)
  await ask()
  expect(checks).toBeGreaterThan(2) // nothing is kept
})
