import type { FastifyReply } from 'fastify'
import { HttpError } from '#api/plugins/http-error.ts'
import type { App } from '#api/route.ts'

/** Longer than all bounded waits of one request together, so it only ever meets a fault of ours. */
const LONGEST_MS = 40_000
const SWEEP_MS = 1_000

type AnswerLimit = { readonly longestMs?: number; readonly sweepMs?: number }

/**
 * Answers 503 to what nobody has answered for `longestMs`, or for what its route says, so that a wait without a
 * bound costs one caller, and says so. One sweep over what is under way: Fastify's `handlerTimeout` makes a timer and
 * an `AbortController` for each request, which was 5 % of the api's CPU under load.
 */
export function installAnswerLimit(app: App, options: AnswerLimit = {}): void {
  const { longestMs = LONGEST_MS, sweepMs = SWEEP_MS } = options
  const giveUpAt = new Map<FastifyReply, number>()

  app.addHook('onRequest', ({ routeOptions: { config } }, reply, done) => {
    giveUpAt.set(reply, performance.now() + (config.longestAnswerMs ?? longestMs))
    done()
  })
  app.addHook('onResponse', (_request, reply, done) => {
    giveUpAt.delete(reply)
    done()
  })

  const sweep = (): void => {
    const now = performance.now()
    for (const [reply, at] of giveUpAt) {
      if (now < at) continue
      giveUpAt.delete(reply)
      // An answer that is under way, such as a stream of events, has bounds of its own.
      if (!reply.sent)
        void reply.send(new HttpError(503, 'This took too long', { 'retry-after': '1' }))
    }
  }
  const timer = setInterval(sweep, sweepMs)
  timer.unref()
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer)
    done()
  })
}
