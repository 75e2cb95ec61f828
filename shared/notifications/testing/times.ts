import type { RecordedEvent } from '../../kernel/event.ts'
import { type Agent, deliveryIdOf, momentsOf, told } from './ledger.ts'

export type ExpectedTime = {
  /** ISO 8601: not before. */
  readonly dueAt: string
  /** Whether it goes out as one with all that is due then. */
  readonly isDigest: boolean
}

/**
 * When each delivery that leaves the house is due, said a second time: by looking at the agent's clock minute by minute.
 * @returns by the delivery's id
 */
export function expectedTimes(log: readonly RecordedEvent[]): ReadonlyMap<string, ExpectedTime> {
  const times = new Map<string, ExpectedTime>()
  for (const moment of momentsOf(log)) {
    for (const line of told(moment)) {
      const channel = line.split(' ').at(-1)
      if (channel === 'in_app' || moment.agent === null) continue
      const isDigest = channel === 'email' && digestOf(moment.agent) !== 'off'
      times.set(deliveryIdOf(line), timeOf(moment.agent, moment.event, isDigest))
    }
  }
  return times
}

const MINUTE_MS = 60_000

const digestOf = ({ notification_settings: { email_digest = 'off' } }: Agent) => email_digest

function timeOf(agent: Agent, event: RecordedEvent, isDigest: boolean): ExpectedTime {
  const { quiet_hours, time_zone = 'UTC' } = agent.notification_settings
  const clock = clockIn(time_zone)
  let dueMs = Date.parse(event.metadata.occurred_at)
  const next = () => {
    dueMs = (Math.floor(dueMs / MINUTE_MS) + 1) * MINUTE_MS
  }
  if (isDigest) {
    const isTime = digestOf(agent) === 'daily' ? /^08:00$/ : /:00$/
    do next()
    while (!isTime.test(clock(dueMs)))
  }
  while (quiet_hours && isWithin(quiet_hours, clock(dueMs))) next()
  return { dueAt: new Date(dueMs).toISOString(), isDigest }
}

function isWithin({ from, to }: { from: string; to: string }, time: string): boolean {
  return from < to ? from <= time && time < to : !(to <= time && time < from)
}

const clocks = new Map<string, (ms: number) => string>()

/** `14:05`, as it is there then. */
function clockIn(timeZone: string): (ms: number) => string {
  const known = clocks.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const read = new Map<number, string>()
  const clock = (ms: number) => {
    const minute = Math.floor(ms / MINUTE_MS)
    const time = read.get(minute) ?? format.format(ms)
    read.set(minute, time)
    return time
  }
  clocks.set(timeZone, clock)
  return clock
}
