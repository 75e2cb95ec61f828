import autocannon from 'autocannon'
import { ascending } from './statistics.ts'

/** What a load is made of; the bodies take turns on every connection. */
export type Load = {
  readonly url: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly bodies: readonly string[]
}

export type Driven = {
  /** Ids of the tickets whose creation was answered with 201. */
  readonly acknowledged: readonly number[]
  /** Every other answer, and requests without one. */
  readonly failures: number
  readonly seconds: number
  /** Ascending, of acknowledged requests, as the client saw them. */
  readonly latenciesMs: readonly number[]
}

/** Each connection asks again as soon as it is answered. Every request is answered when it ends. */
export async function driveClosed(
  load: Load,
  { connections, amount }: { connections: number; amount: number },
): Promise<Driven> {
  const tally = newTally()
  const startedAt = performance.now()
  await run(load, { connections, amount: Math.max(amount, connections) }, tally)
  return summarise(tally, startedAt)
}

/** Each connection asks once a second, so this many start together in each step of an open load. */
const STEPS_PER_SECOND = 40

/**
 * Requests come at a fixed rate, whatever the answers do. Autocannon starts what it may send in a second
 * all at once, so the rate is split over instances that begin one after another.
 */
export async function driveOpen(
  load: Load,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Driven> {
  const tally = newTally()
  const startedAt = performance.now()
  const steps = Math.min(STEPS_PER_SECOND, Math.floor(perSecond))
  const runs = Array.from({ length: steps }, async (_, step) => {
    await until(startedAt + (step * 1_000) / steps)
    const rate = Math.floor(perSecond / steps) + (step < perSecond % steps ? 1 : 0)
    await run(load, { connections: rate, overallRate: rate, amount: rate * seconds }, tally)
  })
  await Promise.all(runs)
  return summarise(tally, startedAt)
}

type Tally = {
  readonly ids: number[]
  readonly latenciesMs: number[]
  failures: number
  lastAnswerAt: number
}

const newTally = (): Tally => ({ ids: [], latenciesMs: [], failures: 0, lastAnswerAt: 0 })

const ticketId = /"id":(\d+)/

function run(
  load: Load,
  shape: { connections: number; amount: number; overallRate?: number },
  tally: Tally,
): Promise<void> {
  const { url, path, headers, bodies } = load
  const onResponse = (status: number, text: string) => {
    const id = status === 201 ? Number(ticketId.exec(text)?.[1]) : Number.NaN
    if (Number.isInteger(id)) tally.ids.push(id)
    else tally.failures += 1
  }
  const requests = bodies.map((body) => ({ method: 'POST', path, headers, body, onResponse }))
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      { url, requests, sampleInt: 100, timeout: 20, ...shape },
      (error, result) => {
        if (error) return reject(error)
        tally.failures += result.errors
        resolve()
      },
    )
    instance.on('response', (_client: unknown, status: number, _bytes: number, ms: number) => {
      tally.lastAnswerAt = performance.now()
      if (status === 201) tally.latenciesMs.push(ms)
    })
  })
}

function summarise(tally: Tally, startedAt: number): Driven {
  return {
    acknowledged: tally.ids,
    failures: tally.failures,
    seconds: (tally.lastAnswerAt - startedAt) / 1_000,
    latenciesMs: ascending(tally.latenciesMs),
  }
}

const until = (moment: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())))
