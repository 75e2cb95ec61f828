import { measureBareDelivery } from '#load/bare-delivery.ts'
import { startBenchStack } from '#load/bench-stack.ts'
import { type Desk, openDesk } from '#load/desk.ts'
import { type DeskCalls, deskCalls } from '#load/desk-calls.ts'
import { addBacklog } from '#load/email-backlog.ts'
import { type MailServer, mailsPerSecond, nextMails, startMailServer } from '#load/mail-server.ts'
import { quantilesOf } from '#load/open-loop.ts'
import { formatQuantiles } from '#load/report.ts'
import type { Stage } from '#load/stage.ts'
import { ascending, WARM_UP } from '#load/statistics.ts'
import { WrongRun } from '#load/system.ts'
import { atLeast } from '#load/targets.ts'

/** For each sample of the delay; enough that a run takes seconds. */
const BACKLOG_PER_SAMPLE = 5

/** As many at once as the notifier sends. */
const CONCURRENCY = 5

/** To a real SMTP server, on a desk of its own, since only a desk with `SMTP_URL` sends. */
export const email: Stage = {
  name: 'email',
  about:
    'from an event until the mail server has the email, and how many a second, against bare BullMQ',
  run: async ({ options, say }) => {
    await using mail = await startMailServer()
    await using stack = await startBenchStack(options, { SMTP_URL: mail.url })
    await using desk = openDesk(stack, options)
    const agentId = await hireAgent(deskCalls(stack.url, stack.apiKey))
    const delay = quantilesOf(await measureDelay(desk, { agentId, mail, count: options.samples }))
    const count = options.samples * BACKLOG_PER_SAMPLE
    say(`${count} emails by the notifier`)
    const own = await measureBacklog(desk, { agentId, mail, count })
    say(`${count} emails by bare BullMQ`)
    const shape = { mail, count, concurrency: CONCURRENCY }
    const bare = await measureBareDelivery(stack, shape)
    return {
      figures: { acceptedMs: delay, deliveredPerSecond: own, bareQueuePerSecond: bare },
      told: [
        `Assigned → the mail server has the email: ${formatQuantiles(delay)}\n` +
          `${count} emails that wait: ${own.toFixed(0)}/s; sent by bare BullMQ jobs at the same ` +
          `concurrency: ${bare.toFixed(0)}/s`,
      ],
      verdicts: [atLeast('emails delivered/s ÷ bare BullMQ jobs that send them', own / bare, 0.5)],
    }
  },
}

async function hireAgent(calls: DeskCalls): Promise<number> {
  const person = { name: 'Ada', email: 'ada@desk.example', password: 'benchmark only' }
  const { id: agent_id } = await calls.create('/internal/agents', person)
  const key = await calls.create('/internal/api-keys', { name: 'Ada', type: 'external', agent_id })
  await calls.put(
    '/external/profile',
    { notification_settings: { ticket_assigned: { email: true } } },
    key.key,
  )
  return agent_id
}

type Measuring = {
  readonly agentId: number
  readonly mail: MailServer
  readonly count: number
}

/** From the answer to "assign this ticket" on; one after another, after `WARM_UP` that do not count; ascending, in ms. */
async function measureDelay(desk: Desk, { agentId, mail, count }: Measuring): Promise<number[]> {
  const calls = deskCalls(desk.stack.url, desk.stack.apiKey)
  const customer = { name: 'Bo', email: 'bo@desk.example' }
  const { id: customer_id } = await calls.create('/internal/customers', customer)
  const delays: number[] = []
  for (let n = 0; n < WARM_UP + count; n += 1) {
    const ticket = { customer_id, title: `Ticket ${n}`, content: 'Assign me' }
    const { id } = await calls.create('/internal/tickets', ticket)
    const taken = nextMails(mail, 1)
    await calls.put(`/internal/tickets/${id}`, { assigned_to: agentId })
    const answeredAt = performance.now()
    const [{ at } = { at: Number.NaN }] = await taken
    delays.push(Math.max(0, at - answeredAt)) // it may have been quicker than the answer
  }
  return ascending(delays.slice(WARM_UP))
}

/** From the first of a backlog that the mail server takes to the last. @returns how many a second */
async function measureBacklog(desk: Desk, { agentId, mail, count }: Measuring): Promise<number> {
  const taken = nextMails(mail, count)
  const expected = await addBacklog(desk.database, { agentId, count })
  const mails = await taken
  const ids = new Set(mails.map(({ messageId }) => messageId))
  if (ids.size !== count || expected.some((id) => !ids.has(id))) {
    throw new WrongRun('email', `${count} deliveries, ${ids.size} emails of them`)
  }
  return mailsPerSecond(mails)
}
