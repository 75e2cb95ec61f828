import { expect, test } from 'vitest'
import { answerFor } from './error-answer.ts'

const refusedByDatabase = (code: string) => Object.assign(new Error('refused'), { code })

test('a number that is too large for the database is a fault, a text that it cannot hold is not', () => {
  expect(answerFor(refusedByDatabase('22003')).status).toBe(500)
  expect(answerFor(refusedByDatabase('22021')).status).toBe(400)
})
