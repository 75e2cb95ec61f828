import { apiKey } from '@deskhive/shared/domain/api-key/api-key.ts'
import { hashApiKey, prefixOf } from '@deskhive/shared/domain/api-key/key-format.ts'
import { department } from '@deskhive/shared/domain/department/department.ts'
import { createResource } from '@deskhive/shared/domain/resource/decide-resource.ts'
import {
  makeDefaultDepartment,
  settingsAggregate,
  settingsId,
} from '@deskhive/shared/domain/settings/settings.ts'
import { type CommandContext, systemContext } from '@deskhive/shared/event-store/command-context.ts'
import { pause } from '@deskhive/shared/kernel/pause.ts'
import { findApiKey } from '@deskhive/shared/read-model/queries/authentication.ts'
import { findHighestIds } from '@deskhive/shared/read-model/queries/highest-ids.ts'
import { aggregateOf } from '#api/commands/aggregates.ts'
import { loadSettings } from '#api/commands/load-settings.ts'
import type { Refill } from '#api/commands/refill-write-side.ts'
import { refoldClaims } from '#api/commands/refold-claims.ts'
import type { Desk } from '#api/desk.ts'

type SetUp = {
  readonly bootstrapApiKey: string | null
  readonly refill: Refill
  readonly signal: AbortSignal
}

const WAIT_MS = 1_000
const LOOK_AGAIN_MS = 250

/**
 * What a desk needs before its first request: what the write side lacks, ids past those in the log, claims as values
 * are compared now, a key, a default department.
 * Can be run any number of times, by any number of processes at once: claims decide who does what.
 * @throws Unavailable, also where the log is older than the database; then it is to be run again
 */
export async function setUpDesk(
  desk: Desk,
  { bootstrapApiKey, refill, signal }: SetUp,
): Promise<void> {
  await desk.logWatch.look()
  await refill.run(signal)
  await startIds(desk, signal)
  if (!signal.aborted) await refoldClaims(desk, signal)
  if (bootstrapApiKey !== null) await createFirstKey(desk, bootstrapApiKey, signal)
  await createFirstDepartment(desk, signal)
}

/** The read models have all that is in the log now, so their highest ids are the log's. */
async function startIds(desk: Desk, signal: AbortSignal): Promise<void> {
  const head = await desk.log.head()
  while (!(await desk.waiter.waitFor(head, WAIT_MS))) if (signal.aborted) return
  await desk.ids.startAfter(await findHighestIds(desk.database.readModel))
}

/** One that is known already, even if revoked, is left as it is. */
async function createFirstKey(desk: Desk, rawKey: string, signal: AbortSignal): Promise<void> {
  const key_hash = hashApiKey(rawKey)
  while (!signal.aborted && !(await findApiKey(desk.database.readModel, key_hash))) {
    await tryToCreateKey(desk, { key_hash, key_prefix: prefixOf(rawKey) })
    await pause(LOOK_AGAIN_MS, signal)
  }
}

async function tryToCreateKey(
  desk: Desk,
  made: { readonly key_hash: string; readonly key_prefix: string },
): Promise<void> {
  const id = await desk.ids.next('apiKey')
  const context = contextOf(desk, 'CreateFirstApiKey')
  const right = {
    scope: 'first key',
    value: made.key_hash,
    owner: `apiKey-${id}`,
    isDone: async (owner: string) => (await desk.log.readStream(owner)).length > 0,
  }
  await asOnlyOne(desk, right, () =>
    desk.aggregates.handleCommand({
      aggregate: aggregateOf(apiKey),
      id,
      create: true,
      context,
      decide: () =>
        createResource(apiKey, { ...made, name: 'Bootstrap key', type: 'internal', special: true }),
    }),
  )
}

async function createFirstDepartment(desk: Desk, signal: AbortSignal): Promise<void> {
  const isDone = async () => (await loadSettings(desk)).default_department_id !== null
  while (!signal.aborted && !(await isDone())) {
    const id = await desk.ids.next('department')
    const right = { scope: 'first department', value: '', owner: `department-${id}`, isDone }
    await asOnlyOne(desk, right, () => makeFirstDepartment(desk, id))
    await pause(LOOK_AGAIN_MS, signal)
  }
}

async function makeFirstDepartment(desk: Desk, id: number): Promise<void> {
  await desk.aggregates.handleCommand({
    aggregate: aggregateOf(department),
    id,
    create: true,
    context: contextOf(desk, 'CreateFirstDepartment'),
    decide: () => createResource(department, { name: 'General' }),
  })
  await desk.aggregates.handleCommand({
    aggregate: settingsAggregate,
    id: settingsId,
    create: true,
    context: contextOf(desk, 'MakeFirstDepartmentDefault'),
    decide: (settings) => makeDefaultDepartment(settings, id),
  })
}

type Right = {
  readonly scope: string
  readonly value: string
  readonly owner: string
  /** Whether the earlier owner got it done. */
  readonly isDone: (owner: string) => Promise<boolean>
}

/** Of processes that want the same at once, one runs; who comes after a crash waits until the hold is over. */
async function asOnlyOne(
  desk: Desk,
  { isDone, ...right }: Right,
  run: () => Promise<unknown>,
): Promise<void> {
  const claim = { ...right, token: desk.uuid() }
  if (!(await desk.claims.hold(claim, isDone))) return
  await run()
  await desk.claims.confirm(claim)
}

function contextOf(desk: Desk, command_type: string): CommandContext {
  return systemContext({ command_id: desk.uuid(), command_type, occurred_at: desk.now() })
}
