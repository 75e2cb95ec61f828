import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { smallEnvironment } from '@deskhive/shared/testing/run-program.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { dataOf, expectStatus, idOf } from '#tests/support/patient-client.ts'
import { type Desk, startDesk } from './start-desk.ts'

const WRITERS = 8
const READERS = 4

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk?.[Symbol.asyncDispose]())

describe('while the read models are rebuilt', () => {
  it('eight who write and four who read notice nothing, there and back', async () => {
    const notifiedBefore = await notifications()
    const outcomes = await underLoad(async () => {
      const there = await rebuild()
      await pause(500)
      const back = await rebuild('--back')
      return [there, back]
    })
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0])
    await desk.truth.caughtUp()
    expect(await desk.truth.differences()).toEqual([])
    expect(await rebuild('--verify')).toMatchObject({ code: 0, outcome: { differences: [] } })
    expect(await notifications()).toEqual(notifiedBefore)
  })

  it.each(['before-commit', 'rebuild-filled', 'rebuild-compared', 'before-switch', 'after-switch'])(
    'one that is killed at %s leaves the desk as it is, and the next one ends it',
    async (point) => {
      const killed = await rebuildKilledAt(point)
      expect(killed).toMatchObject({ code: null })
      expectStatus(await desk.staff.post('/internal/tickets', newTicket('In between')), 201)
      expect(await rebuild()).toMatchObject({ code: 0 })
      await desk.truth.caughtUp()
      expect(await desk.truth.differences()).toEqual([])
      expect(await generations()).toEqual(['kept', 'serving'])
    },
  )

  it.each([
    ['projector', 'before-commit'],
    ['postgres', 'before-batch'],
    ['postgres', 'before-commit'],
    ['postgres', 'before-switch'],
    ['event-store', 'before-batch'],
    ['event-store', 'rebuild-filled'],
  ] as const)(
    'a %s that dies while it is at %s delays it, and changes nothing else',
    async (part, point) => {
      expect(await rebuildWithKilled(part, point)).toMatchObject({ code: 0 })
      await desk.truth.caughtUp()
      expect(await desk.truth.differences()).toEqual([])
    },
  )

  it('the way back is dropped when it is asked for', async () => {
    expect(await rebuild()).toMatchObject({ code: 0 })
    expect(await rebuild('--drop-old')).toMatchObject({ code: 0 })
    expect(await generations()).toEqual(['serving'])
    expect(await rebuild('--back')).toMatchObject({ code: 5 })
    expect(
      await desk.truth.rows(`select nspname from pg_namespace where nspname like 'rm%'`),
    ).toEqual([])
  })
})

/** Writes and reads go on until `work` is done, each once and each with its answer. */
async function underLoad<T>(work: () => Promise<T>): Promise<T> {
  const stopped = new AbortController()
  const { signal } = stopped
  const written = new Map<number, string>()
  const load = [
    ...Array.from({ length: WRITERS }, () => write(signal, written)),
    ...Array.from({ length: READERS }, () => read(signal, written)),
  ]
  try {
    return await Promise.race([work(), Promise.all(load).then(neverEnds)])
  } finally {
    stopped.abort()
    await Promise.all(load)
    expect(written.size).toBeGreaterThan(WRITERS)
  }
}

const neverEnds = () => new Promise<never>(() => undefined)

async function write(signal: AbortSignal, written: Map<number, string>): Promise<void> {
  while (!signal.aborted) {
    const created = await desk.staff.post('/internal/tickets', newTicket('Under load'), {
      once: true,
    })
    expectStatus(created, 201)
    const id = idOf(created)
    const changed = await desk.staff.put(
      `/internal/tickets/${id}`,
      { priority: 'high' },
      { once: true },
    )
    expectStatus(changed, 200)
    written.set(id, String(changed.headers['x-position']))
  }
}

const listed = z.array(z.object({ id: z.number(), priority: z.string() }))

/** What was once seen is seen again, in the newest state that was seen, and totals never fall. */
async function read(signal: AbortSignal, written: ReadonlyMap<number, string>): Promise<void> {
  let total = 0
  while (!signal.aborted) {
    const [id, position] = [...written].at(-1) ?? []
    if (id === undefined || position === undefined) {
      await pause(5)
      continue
    }
    const headers = { 'x-min-position': position }
    const answer = await desk.staff.get('/internal/tickets?per_page=100', { headers, once: true })
    const seen = dataOf(answer, listed).find((ticket) => ticket.id === id)
    // Under many writers it may have moved to a later page.
    if (seen !== undefined) expect(seen).toMatchObject({ priority: 'high' })
    const { total: now } = counted.parse(answer.body).meta
    expect(now).toBeGreaterThanOrEqual(total)
    total = now
    const one = await desk.staff.get(`/internal/tickets/${id}`, { once: true })
    expect(dataOf(one, z.object({ priority: z.string() }))).toEqual({ priority: 'high' })
  }
}

const counted = z.object({ meta: z.object({ total: z.number() }) })

const newTicket = (title: string) => ({
  customer_id: desk.customer,
  title,
  content: 'It does not.',
})

type Rebuilt = { readonly code: number | null; readonly outcome: unknown }

function rebuild(...options: string[]): Promise<Rebuilt> {
  return ended(startRebuild(options, {}))
}

async function rebuildKilledAt(point: string): Promise<Rebuilt> {
  await using marks = await mkdtempDisposable(join(tmpdir(), 'deskhive-deaths-'))
  return await ended(startRebuild([], killAt(marks.path, `${point}:1`)))
}

/** It stands still at the point while the part dies and comes back. */
async function rebuildWithKilled(part: 'projector' | 'postgres' | 'event-store', point: string) {
  await using marks = await mkdtempDisposable(join(tmpdir(), 'deskhive-deaths-'))
  const child = startRebuild([], killAt(marks.path, `${point}:1:SIGSTOP`))
  const rebuilt = ended(child)
  await vi.waitFor(() => access(join(marks.path, `rebuild:${point}`)), WAITING)
  await desk.stack.kill(part)
  await desk.stack.waitReady()
  child.kill('SIGCONT')
  return await rebuilt
}

const WAITING = { timeout: 30_000, interval: 5 }

const killAt = (marks: string, where: string) => ({
  DESKHIVE_KILL_AT: `rebuild:${where}`,
  DESKHIVE_KILL_MARKS: marks,
})

function startRebuild(options: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const preload = new URL('kill-at.ts', import.meta.url).href
  const script = new URL('../../infra/commands/rebuild/main.ts', import.meta.url).pathname
  return spawn(process.execPath, ['--import', preload, script, '--json', ...options], {
    env: { ...smallEnvironment(), DATA_DIR: desk.stack.dataDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function ended(child: ChildProcess): Promise<Rebuilt> {
  if (child.stdout === null) throw new Error('It has no output')
  const [text, [code]] = await Promise.all([textOf(child.stdout), once(child, 'exit')])
  return { code, outcome: text === '' ? null : JSON.parse(text) }
}

async function generations(): Promise<string[]> {
  const rows = await desk.truth.rows(
    'select state from projection.read_model_generations order by id',
  )
  return rows.map(({ state }) => String(state)).toSorted()
}

async function notifications(): Promise<unknown[]> {
  return desk.truth.rows('select key from notifier.notifications')
}
