import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import { expect, test } from 'vitest'
import { patiently } from '#commands/rebuild/patience.ts'

const { signal } = new AbortController()
const refused = () => Promise.reject(new Error('connect ECONNREFUSED', { cause: 'a test' }))
const done = { kind: 'done' }

test('a store that is away is told of once, and waited for', async () => {
  const lines: string[] = []
  const outcomes = [away, away, () => Promise.resolve(done)]
  const work = () => (outcomes.shift() ?? refused)()
  expect(await patiently({ signal, say: (line) => lines.push(line) }, work)).toBe(done)
  expect(lines).toEqual([
    'The database does not answer: connect ECONNREFUSED. Trying again for 60 s at most.',
  ])
})

test('one that stays away ends it, with what stays', async () => {
  const lines: string[] = []
  const patience = { signal, say: (line: string) => lines.push(line), longestOutageMs: 500 }
  await expect(patiently(patience, away)).rejects.toThrow(
    /^The database does not answer: connect ECONNREFUSED\. Given up after 1 s\. What was made so far stays/,
  )
  expect(lines).toHaveLength(1)
})

test('what is no outage ends it at once, as it is', async () => {
  const say = () => expect.fail('There is nothing to say')
  await expect(patiently({ signal, say }, refused)).rejects.toThrow('connect ECONNREFUSED')
})

function away(): Promise<never> {
  const cause = new AggregateError([new Error('connect ECONNREFUSED')])
  return Promise.reject(new Unavailable('database', 'The database does not answer', { cause }))
}
