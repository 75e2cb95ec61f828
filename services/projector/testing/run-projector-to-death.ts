import { readFileSync } from 'node:fs'
import { kill, pid } from 'node:process'
import { setImmediate } from 'node:timers'
import { parseArgs } from 'node:util'
import type { RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import { openDatabase } from '@deskhive/shared/read-model/database.ts'
import { silent } from '@deskhive/shared/testing/silent.ts'
import { z } from 'zod'
import { project } from './read-models.ts'

// A projector in a process of its own that kills itself, as `kill -9` would, or ends where it has all of the log:
// `node run-projector-to-death.ts '{"databaseUrl": …}'`

const options = z.object({
  databaseUrl: z.string(),
  /** As `JSON.stringify` writes an array of events, positions as text. */
  log: z.string(),
  batchSize: z.int(),
  /** The nth pass of a point; `in-flight` is while the database has the statement in hand. */
  killAt: z.object({
    point: z.enum(['before-batch', 'before-commit', 'in-flight', 'after-commit']),
    nth: z.int(),
  }),
})
export type ProjectorToDeath = z.infer<typeof options>

const { positionals } = parseArgs({ allowPositionals: true })
const { databaseUrl: url, log, batchSize, killAt } = options.parse(JSON.parse(positionals[0] ?? ''))
await using database = openDatabase({ url, applicationName: 'test', logger: silent })

let passed = 0
const die = () => kill(pid, 'SIGKILL')
await project(database, readLog(log), {
  batchSize,
  faultPoint: (name) => {
    const isInFlight = killAt.point === 'in-flight'
    if (name !== (isInFlight ? 'before-commit' : killAt.point)) return
    passed += 1
    if (passed !== killAt.nth) return
    if (isInFlight) setImmediate(die)
    else die()
  },
})

function readLog(path: string): RecordedEvent[] {
  return JSON.parse(readFileSync(path, 'utf8'), (key, value) =>
    key === 'position' ? BigInt(value) : value,
  )
}
