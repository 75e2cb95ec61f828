import { expect, test } from 'vitest'
import { createLogger } from '../observability/logger.ts'
import { watchTrouble } from './signing-trouble.ts'

const MINUTE_MS = 60_000

test('trouble is logged when it begins, rarely as long as it lasts, and when it is another', () => {
  const { trouble, logged, told, at } = watched()
  trouble.note('it is not sent', new Error('500'))
  for (let minute = 1; minute <= 61; minute += 1) {
    at(minute * MINUTE_MS)
    trouble.note('it is not sent', new Error('500'))
  }
  expect(logged()).toEqual(Array(3).fill('it is not sent; it is tried again'))
  trouble.note('it is not signed', new Error('down'))
  expect(logged()).toHaveLength(4)
  expect(told).toEqual(['it is not sent: 500', 'it is not signed: down'])
})

test('trouble that comes back is logged again', () => {
  const { trouble, logged, told } = watched()
  trouble.note('it is not sent', new Error('500'))
  trouble.end()
  trouble.end()
  trouble.note('it is not sent', new Error('500'))
  expect(logged()).toHaveLength(2)
  expect(told).toEqual(['it is not sent: 500', null, 'it is not sent: 500'])
})

function watched() {
  let now = 0
  const lines: string[] = []
  const told: (string | null)[] = []
  const trouble = watchTrouble({
    logger: createLogger({ service: 'test' }, { write: (line) => void lines.push(line) }),
    onTrouble: (reason) => void told.push(reason),
    now: () => now,
  })
  const logged = () => lines.map((line) => JSON.parse(line).msg)
  const at = (ms: number) => {
    now = ms
  }
  return { trouble, logged, told, at }
}
