import pg from 'pg'
import { z } from 'zod'
import type { Quantiles } from '#load/figures.ts'
import { quantilesOf } from '#load/open-loop.ts'
import { formatQuantiles } from '#load/report.ts'
import { ticketBodies } from '#load/requests.ts'
import { rivalSchema } from '#load/rival/schema.ts'
import { startRival } from '#load/rival.ts'
import type { Bench, Stage } from '#load/stage.ts'
import { ascending, WARM_UP } from '#load/statistics.ts'
import { atMost } from '#load/targets.ts'

const EVENTS = 200

/** What is compared; both sides answer the same question about a ticket with as many changes. */
const questions = ['history', 'as_of'] as const

/** From the log here, from the audit table there. */
export const pastOfTicket: Stage = {
  name: 'past-of-ticket',
  about: `history and as_of of a ticket of ${EVENTS} events, against an audit table`,
  run: async (bench) => {
    const { desk, people } = bench
    const bodies = ticketBodies(1, people)
    await using rival = await startRival(desk.stack.databaseUrl, people)
    const { load } = rival.system('rival', bodies)
    const own = desk.system('DeskHive', bodies, {}).load
    const there = { load, ...(await changeThere(bench, load)) }
    const here = { load: own, ...(await changeHere(bench, own)) }

    const figures: { [question: string]: { here: Quantiles; there: Quantiles } } = {}
    for (const question of questions) {
      figures[question] = await askInTurns(question, { here, there }, bench.options.samples)
    }
    const results = Object.entries(figures)
    return {
      figures,
      told: results.map(
        ([question, found]) =>
          `${question} of ${EVENTS} events: ${formatQuantiles(found.here)}; ` +
          `rival: ${formatQuantiles(found.there)}`,
      ),
      verdicts: results.map(([question, found]) =>
        atMost(
          `${question} of ${EVENTS} events, p50 ÷ rival`,
          found.here.p50 / found.there.p50,
          1.5,
        ),
      ),
    }
  },
}

type Load = { readonly url: string; readonly headers: Readonly<Record<string, string>> }
type Changed = { readonly ticket: number; readonly middle: string }
type Side = Changed & { readonly load: Load }

const created = z.object({ data: z.object({ id: z.number() }) })

async function create({
  url,
  path,
  headers,
  bodies,
}: Load & { path: string; bodies: readonly string[] }) {
  const [body = ''] = bodies
  const answer = await fetch(url + path, { method: 'POST', headers, body })
  return created.parse(await answer.json()).data.id
}

/** So that each is a change. */
const priorityOf = (change: number) => (change % 2 === 0 ? 'low' : 'critical')

async function changeHere({ calls }: Bench, load: Parameters<typeof create>[0]): Promise<Changed> {
  const ticket = await create(load)
  return change(ticket, (priority) => calls.put(`/internal/tickets/${ticket}`, { priority }))
}

async function changeThere({ desk }: Bench, load: Parameters<typeof create>[0]): Promise<Changed> {
  const ticket = await create(load)
  const database = new pg.Pool({ connectionString: desk.stack.databaseUrl, max: 1 })
  try {
    return await change(ticket, async (priority) => {
      await database.query(`update ${rivalSchema}.tickets set priority = $1 where id = $2`, [
        priority,
        ticket,
      ])
    })
  } finally {
    await database.end()
  }
}

async function change(
  ticket: number,
  setPriority: (priority: string) => Promise<void>,
): Promise<Changed> {
  let middle = ''
  await setPriority('high')
  for (let event = 2; event < EVENTS; event += 1) {
    await setPriority(priorityOf(event))
    if (event === EVENTS / 2) middle = new Date().toISOString()
  }
  return { ticket, middle }
}

async function askInTurns(
  question: (typeof questions)[number],
  sides: { readonly here: Side; readonly there: Side },
  samples: number,
): Promise<{ here: Quantiles; there: Quantiles }> {
  const took = { here: new Array<number>(), there: new Array<number>() }
  for (let n = 0; n < WARM_UP + samples; n += 1) {
    took.here.push(await ask(question, sides.here))
    took.there.push(await ask(question, sides.there))
  }
  const quantiles = (ms: readonly number[]) => quantilesOf(ascending(ms.slice(WARM_UP)))
  return { here: quantiles(took.here), there: quantiles(took.there) }
}

const answered = z.object({
  data: z.union([z.array(z.unknown()).length(EVENTS), z.object({ priority: z.string() })]),
})

async function ask(
  question: (typeof questions)[number],
  { load, ticket, middle }: Side,
): Promise<number> {
  const path = `${load.url}/api/v1/internal/tickets/${ticket}`
  const asked = question === 'history' ? `/history?per_page=${EVENTS}` : `?as_of=${middle}`
  const startedAt = performance.now()
  const answer = await fetch(path + asked, {
    headers: { 'x-api-key': load.headers['x-api-key'] ?? '' },
  })
  const body: unknown = await answer.json()
  const ms = performance.now() - startedAt
  answered.parse(body)
  return ms
}
