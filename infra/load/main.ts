import { writeFile } from 'node:fs/promises'
import { startStack } from '@deskhive/shared/testing/stack.ts'
import { measureBareQueue } from './bare-queue.ts'
import { describeConditions } from './conditions.ts'
import { readOptions, usage } from './config.ts'
import { type Desk, openDesk } from './desk.ts'
import { deskCalls, engagePeople } from './desk-calls.ts'
import type { Figures } from './figures.ts'
import { measureIdle } from './measure.ts'
import { measureNotificationDelay } from './notification-delay.ts'
import { halfOfPeak, quantilesOf, runOpen } from './open-loop.ts'
import { formatReport } from './report.ts'
import { ticketBodies } from './requests.ts'
import { startRival } from './rival.ts'
import { runRounds, summariseRounds } from './rounds.ts'
import { judge } from './targets.ts'

const RIVAL = 'rival'
const WAITING = 'DeskHive'
const ASYNC = 'DeskHive, respond-async'
const BODIES = 40
const IDLE_SECONDS = 3

const options = readOptions(process.argv.slice(2))
const say = (line: string) => process.stderr.write(`${line}\n`)
if (options.help) process.stdout.write(`${usage}\n`)
else await run()

async function run(): Promise<void> {
  await using stack = await startStack({
    env: {
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      EVENTSTORE_TRANSPORT: options.transport,
    },
  })
  await using desk = openDesk(stack)
  const figures = await takeFigures(desk)
  const verdicts = judge(figures, WAITING)
  process.stdout.write(`${formatReport(figures, verdicts)}\n`)
  if (options.json) {
    await writeFile(options.json, `${JSON.stringify({ ...figures, verdicts }, null, 2)}\n`)
  }
  if (figures.differences.length > 0) process.exitCode = 1
}

async function takeFigures(desk: Desk): Promise<Figures> {
  const { stack } = desk
  const calls = deskCalls(stack.url, stack.apiKey)
  const people = await engagePeople(calls)
  const bodies = ticketBodies(BODIES, people)
  await using rival = await startRival(stack.databaseUrl, people)
  const systems = [
    rival.system(RIVAL, bodies),
    desk.system(WAITING, bodies, {}),
    desk.system(ASYNC, bodies, { prefer: 'respond-async' }),
  ] as const

  await desk.settle()
  const shared = await measureIdle(stack.pidOf('postgres') ?? 0, IDLE_SECONDS)
  const { rounds, secondsPerRun, openSeconds, samples, transport } = options
  const closed = summariseRounds(
    [...systems],
    await runRounds({ systems: [...systems], shared, rounds, secondsPerRun, say }),
  )
  const open = []
  for (const system of systems) {
    const load = { perSecond: halfOfPeak(system, closed), seconds: openSeconds }
    say(`open loop, ${system.name} at ${load.perSecond}/s`)
    open.push(await runOpen(system, system.name === RIVAL ? null : desk, load))
  }
  say('notifications')
  const notificationMs = quantilesOf(await measureNotificationDelay(calls, people, samples))
  const bareQueueMs = quantilesOf(await measureBareQueue(stack, samples))
  await desk.settle()
  const differences = await desk.findDifferences()
  const conditions = describeConditions(stack, {
    rounds,
    secondsPerRun,
    openSeconds,
    shared,
    transport,
  })
  return { conditions, closed, open, notificationMs, bareQueueMs, differences }
}
