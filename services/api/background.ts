import { resources } from '@deskhive/shared/domain/resources.ts'
import { pause } from '@deskhive/shared/kernel/pause.ts'
import { giveBackMs } from '@deskhive/shared/read-model/write-side/rate-budgets.ts'
import { loadSettings } from '#api/commands/load-settings.ts'
import { createRefill } from '#api/commands/refill-write-side.ts'
import type { Desk } from '#api/desk.ts'
import { setUpDesk } from '#api/set-up.ts'

type Background = {
  readonly desk: Desk
  readonly bootstrapApiKey: string | null
  readonly signal: AbortSignal
  readonly onSetUp: () => void
}

/** Resources whose states writes are checked against; their caches hear of every event. */
const watched = ['settings-', 'categoryTree-', ...resources.map(({ name }) => `${name}-`)]

const LOG_LOOK_MS = 1_000
const KEY_USAGE_MS = 5_000
const CLEAN_UP_MS = 600_000
/** So much of the log is read once more after a start. */
const MARK_MS = 5_000
const RETRY_MS = 500
const MINUTE_MS = 60_000

/** What goes on beside the requests, until `signal` aborts. */
export async function runBackground(background: Background): Promise<void> {
  const { desk, signal } = background
  const { keys, customFieldIds, keyUsage, rateBudgets, idempotency, ticketPlaces } = desk
  await Promise.all([
    desk.aggregates.keepFresh({
      streamPrefixes: watched,
      signal,
      onEvent: (event) => {
        keys.forgetStream(event.stream)
        customFieldIds.hear(event)
      },
      onInterrupted: () => {
        keys.forgetAll()
        customFieldIds.forget()
      },
    }),
    setUpAndKeep(background),
    desk.workloads.follow(signal),
    watchLog(desk, signal),
    every(desk, { ms: KEY_USAGE_MS, signal, what: 'the use of keys', run: () => keyUsage.flush() }),
    every(desk, {
      ms: giveBackMs,
      signal,
      what: 'what is left of limits',
      run: () => rateBudgets.giveBack(Math.floor(Date.now() / MINUTE_MS)),
    }),
    every(desk, {
      ms: CLEAN_UP_MS,
      signal,
      what: 'the clean-up of old answers',
      run: () => idempotency.cleanUp(),
    }),
    every(desk, {
      ms: CLEAN_UP_MS,
      signal,
      what: 'the clean-up of counted tickets',
      run: () => ticketPlaces.cleanUp(),
    }),
  ])
}

/** What it finds out it tells itself; a store that is away is told by those who need it. */
async function watchLog({ logWatch }: Desk, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await logWatch.look().catch(() => undefined)
    await pause(LOG_LOOK_MS, signal)
  }
}

async function setUpAndKeep(background: Background): Promise<void> {
  const { desk, bootstrapApiKey, signal, onSetUp } = background
  const refill = createRefill(desk)
  await untilDone(desk, signal, async () => {
    await setUpDesk(desk, { bootstrapApiKey, refill, signal })
    if ((await loadSettings(desk)).values.sd_enable_auto_assign) desk.workloads.start()
    if (!signal.aborted) onSetUp()
  })
  await every(desk, {
    ms: MARK_MS,
    signal,
    what: 'how far the claims are known',
    run: () => refill.run(signal),
  })
}

async function untilDone(
  { logger }: Desk,
  signal: AbortSignal,
  run: () => Promise<void>,
): Promise<void> {
  let lastMessage = ''
  while (!signal.aborted) {
    try {
      return await run()
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown'
      if (message !== lastMessage) logger.warn({ err: error }, 'setting up has to wait')
      lastMessage = message
      await pause(RETRY_MS, signal)
    }
  }
}

type Chore = {
  readonly ms: number
  readonly signal: AbortSignal
  readonly what: string
  readonly run: () => Promise<unknown>
}

/** Also once at the end, so that what was noted last is not lost. */
async function every({ logger }: Desk, { ms, signal, what, run }: Chore): Promise<void> {
  let isWorking = true
  do {
    await pause(ms, signal)
    try {
      await run()
      isWorking = true
    } catch (error) {
      if (isWorking) logger.warn({ err: error }, `${what} could not be written; it is tried again`)
      isWorking = false
    }
  } while (!signal.aborted)
}
