import { afterAll, beforeAll } from 'vitest'
import { startTestDesk, type TestDesk, type TestDeskOptions } from './start-test-desk.ts'

/** One for all tests of a file, from the first of them to the last. Nothing of it is there before. */
export function useTestDesk(options: TestDeskOptions = {}): TestDesk {
  let desk: TestDesk | undefined
  beforeAll(async () => {
    desk = await startTestDesk(options)
  })
  afterAll(() => desk?.[Symbol.asyncDispose]())

  const started = (): TestDesk => {
    if (desk === undefined) throw new Error('There is no desk before the first test')
    return desk
  }
  return {
    get app() {
      return started().app
    },
    get desk() {
      return started().desk
    },
    get ask() {
      return started().ask
    },
    get databaseUrl() {
      return started().databaseUrl
    },
    get eventStoreUrl() {
      return started().eventStoreUrl
    },
    startApi: (own) => started().startApi(own),
    stopEventStore: () => started().stopEventStore(),
    startEventStore: () => started().startEventStore(),
    [Symbol.asyncDispose]: () => started()[Symbol.asyncDispose](),
  }
}
