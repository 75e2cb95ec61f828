import { readFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { inParallel } from '@deskhive/shared/kernel/in-parallel.ts'
import type { Bench, Stage } from '#load/stage.ts'

const STREAMS = 2_000
/** Opened at once: so many callers that come back together. */
const WIDTH = 50
/** What was needed to open them is given back by then. */
const SETTLE_MS = 5_000

/** What an open stream of notifications costs the api in memory, all of them idle. */
export const openStreams: Stage = {
  name: 'open-streams',
  about: `memory of ${STREAMS} open streams of notifications`,
  run: async (bench) => {
    const { desk } = bench
    const apiKey = await hireAgent(bench)
    const pid = desk.stack.pidOf('api') ?? 0
    const before = await residentKib(pid)
    const agent = new Agent({ maxSockets: STREAMS })
    const startedAt = performance.now()
    const streams = await inParallel(Array.from({ length: STREAMS }), WIDTH, () =>
      openStream(`${desk.stack.url}/api/v1/external/notifications/stream`, { agent, apiKey }),
    )
    const openedInMs = performance.now() - startedAt
    await setTimeout(SETTLE_MS)
    const after = await residentKib(pid)
    for (const stream of streams) stream.destroy()
    agent.destroy()
    const kibPerStream = (after - before) / STREAMS
    return {
      figures: { streams: STREAMS, kibBefore: before, kibAfter: after, kibPerStream, openedInMs },
      told: [
        `${STREAMS} open streams of notifications: the api grows from ${mib(before)} to ${mib(after)} MiB, ` +
          `${kibPerStream.toFixed(1)} KiB a stream; opened in ${(openedInMs / 1_000).toFixed(1)} s`,
      ],
      verdicts: [],
    }
  },
}

async function hireAgent({ calls }: Bench): Promise<string> {
  const person = { name: 'Reader', email: 'reader@desk.example', password: 'benchmark only' }
  const { id: agent_id } = await calls.create('/internal/agents', person)
  const { key = '' } = await calls.create('/internal/api-keys', {
    name: 'Reader',
    type: 'external',
    agent_id,
  })
  return key
}

/** Resolves when the stream has begun. */
function openStream(
  url: string,
  { agent, apiKey }: { agent: Agent; apiKey: string },
): Promise<IncomingMessage> {
  const headers = { accept: 'text/event-stream', 'x-api-key': apiKey }
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`A stream was refused: ${response.statusCode}`))
        return
      }
      response.on('error', () => undefined) // it is cut off at the end
      response.once('data', () => resolve(response))
    })
    sent.once('error', reject)
    sent.end()
  })
}

/** Linux only, as the rest of what is measured of processes. */
async function residentKib(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1])
}

const mib = (kib: number) => (kib / 1_024).toFixed(0)
