import { type Position, parsePosition } from '@deskhive/shared/kernel/position.ts'
import { invalid } from '@deskhive/shared/kernel/refused.ts'
import { Unavailable } from '@deskhive/shared/kernel/unavailable.ts'
import type { FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'

/** The contract's bound: a write's answer, and a read that asks for a position, wait no longer. */
const WAIT_LIMIT_MS = 2_000

/** `X-Min-Position` on any request: what was written up to there is seen by it, or it is told to come again. */
export function installReadYourWrites(app: App, desk: Desk): void {
  app.addHook('onRoute', (route) => {
    if (route.config?.group === 'public') return
    const wait: onRequestHookHandler = (request, _reply, done) => {
      const header = request.headers['x-min-position']
      if (header === undefined) return done()
      void finish(desk, header, done)
    }
    route.onRequest = [route.onRequest ?? [], wait].flat()
  })
}

async function finish(
  desk: Desk,
  header: string | string[],
  done: (error?: Error) => void,
): Promise<void> {
  const position = parsePosition(String(header))
  done(position === null ? noPosition() : await waitUntilReadable(desk, position))
}

const noPosition = () =>
  invalid({ 'X-Min-Position': ['The X-Min-Position header must be a position of the log.'] })

/** @returns why not, where the read models do not have it in time */
export async function waitUntilReadable(
  { waiter }: Desk,
  position: Position,
): Promise<Unavailable | undefined> {
  if (await waiter.waitFor(position, WAIT_LIMIT_MS)) return undefined
  return new Unavailable('projection', 'This position is not readable yet')
}

/** After the bounded wait the answer still tells the truth, for it is built from the new state. */
export async function waitUntilVisible(
  desk: Desk,
  request: FastifyRequest,
  position: Position,
): Promise<void> {
  if (desk.waiter.current() >= position || prefersNotToWait(request)) return
  await desk.waiter.waitFor(position, WAIT_LIMIT_MS)
}

function prefersNotToWait(request: FastifyRequest): boolean {
  const prefer = request.headers['prefer']
  return prefer !== undefined && /(^|[,;\s])respond-async($|[,;\s])/i.test(String(prefer))
}
