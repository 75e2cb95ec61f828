import { createServer } from 'node:http'
import { listen } from '@deskhive/shared/testing/listen.ts'
import { type Stack, startStack } from '@deskhive/shared/testing/stack.ts'

/**
 * A PostgreSQL for each worker of a run, started when the first of its test files asks for it and lent to one after
 * another: to make one anew takes longer than the tests of most files. `openTestPostgres` is who asks.
 */
export async function setup(): Promise<() => Promise<void>> {
  const lent = new Map<string, Promise<Stack>>()
  const lend = (worker: string): Promise<Stack> => {
    const server = lent.get(worker) ?? startStack({ only: 'postgres' })
    lent.set(worker, server)
    return server
  }
  const lender = createServer(({ url = '' }, response) => {
    lend(url).then(
      ({ databaseUrl }) => response.end(databaseUrl),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  process.env['DESKHIVE_LENDER'] = `http://127.0.0.1:${await listen(lender)}`
  return async () => {
    lender.close()
    const servers = await Promise.allSettled(lent.values())
    const started = servers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    await Promise.all(started.map((server) => server[Symbol.asyncDispose]()))
  }
}
