import { afterAll, beforeAll } from 'vitest'
import { type ServerUnderTest, startServer } from './server-under-test.ts'

/** One for all tests of a file, from the first of them to the last. */
export function useServer(): Pick<ServerUnderTest, 'url' | 'client'> {
  let server: ServerUnderTest | undefined
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.[Symbol.asyncDispose]())

  const started = (): ServerUnderTest => {
    if (server === undefined) throw new Error('There is no server before the first test')
    return server
  }
  return {
    get url() {
      return started().url
    },
    get client() {
      return started().client
    },
  }
}

/** For `describe.each`. A call with credentials of its own goes past the batch, event by event. */
export const waysToAppend = [
  ['in the batch', {}],
  ['as a call of its own', { credentials: { username: 'admin', password: 'changeit' } }],
] as const
