import { expect, it } from 'vitest'
import { gathering } from './gather.ts'

/** Answers when it is told to, and keeps what was asked together. */
function slowly() {
  const asked: (readonly number[])[] = []
  const pending: PromiseWithResolvers<void>[] = []
  const ask = gathering<number, string>(async (asks) => {
    asked.push(asks)
    const turn = Promise.withResolvers<void>()
    pending.push(turn)
    await turn.promise
    return asks.map((number) => `answer ${number}`)
  })
  return { ask, asked, turn: () => pending.shift() }
}

it('the first is asked at once, and all that come meanwhile are asked together', async () => {
  const { ask, asked, turn } = slowly()
  const answers = Promise.all([1, 2, 3].map(ask))
  expect(asked).toEqual([[1]])
  turn()?.resolve()
  await expect.poll(() => asked).toEqual([[1], [2, 3]])
  turn()?.resolve()
  expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 3'])
})

it('a fault is that of those who were asked together, and the next are asked again', async () => {
  const { ask, asked, turn } = slowly()
  const [first, second] = [ask(1), ask(2)]
  turn()?.reject(new Error('away'))
  await expect(first).rejects.toThrow('away')
  await expect.poll(() => asked).toEqual([[1], [2]])
  turn()?.resolve()
  expect(await second).toBe('answer 2')
  const third = ask(3)
  turn()?.resolve()
  expect(await third).toBe('answer 3')
})
