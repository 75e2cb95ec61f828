import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { hashApiKey, makeApiKey } from '@deskhive/shared/domain/api-key/key-format.ts'
import pg from 'pg'
import type { Driven } from './drive.ts'
import type { People } from './requests.ts'
import { createRivalTables, rivalSchema } from './rival/schema.ts'
import { type System, WrongRun } from './system.ts'

/** The rival as a process of its own, on the same PostgreSQL, with the same customers and departments. */
export type Rival = AsyncDisposable & {
  system(name: string, bodies: readonly string[]): System
}

export async function startRival(databaseUrl: string, people: People): Promise<Rival> {
  const database = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  database.on('error', () => undefined) // a connection that is cut while idle; the next query tells
  await createRivalTables(database)
  const apiKey = await engage(database, people)
  const child = fork(join(import.meta.dirname, 'rival', 'main.ts'), {
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl },
  })
  const [url] = await Promise.race([once(child, 'message'), failure(child)])

  return {
    system: (name, bodies) => systemOf({ name, bodies, apiKey, url: String(url), child, database }),
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await database.end()
    },
  }
}

async function failure(child: ChildProcess): Promise<never> {
  await once(child, 'exit')
  throw new Error('The rival ended at its start')
}

/** A fixed key: it opens a schema that lives as long as the benchmark. */
async function engage(database: pg.Pool, people: People): Promise<string> {
  const apiKey = makeApiKey('internal', Buffer.alloc(24, 7))
  await database.query(
    `insert into ${rivalSchema}.api_keys (id, key_hash, scopes, special) values (1, $1, '{}', true)`,
    [hashApiKey(apiKey)],
  )
  await database.query(
    `insert into ${rivalSchema}.departments
     select id, 'Department ' || id from unnest($1::bigint[]) as id`,
    [people.departmentIds],
  )
  await database.query(
    `insert into ${rivalSchema}.customers
     select id, 'Customer ' || id, 'customer-' || id || '@desk.example' from unnest($1::bigint[]) as id`,
    [people.customerIds],
  )
  return apiKey
}

type Parts = {
  readonly name: string
  readonly bodies: readonly string[]
  readonly apiKey: string
  readonly url: string
  readonly child: ChildProcess
  readonly database: pg.Pool
}

function systemOf({ name, bodies, apiKey, url, child, database }: Parts): System {
  let before = noCounts
  return {
    name,
    load: {
      url,
      path: '/api/v1/internal/tickets',
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      bodies,
    },
    pids: () => [child.pid ?? 0],
    prepare: async () => {
      before = await count(database)
    },
    settle: async () => undefined, // it answers when all is done
    verify: async (driven) => verify(name, driven, before, await count(database)),
  }
}

type Counts = { readonly tickets: number; readonly audits: number }
const noCounts: Counts = { tickets: 0, audits: 0 }

async function count(database: pg.Pool): Promise<Counts> {
  const { rows } = await database.query<{ tickets: string; audits: string }>(
    `select (select count(*) from ${rivalSchema}.tickets) as tickets,
       (select count(*) from ${rivalSchema}.audit) as audits`,
  )
  const [row] = rows
  if (!row) return noCounts
  return { tickets: Number(row.tickets), audits: Number(row.audits) }
}

/** Rows = acknowledged requests, and an audit row for each. */
function verify(name: string, driven: Driven, before: Counts, after: Counts): void {
  const acknowledged = new Set(driven.acknowledged).size
  const [tickets, audits] = [after.tickets - before.tickets, after.audits - before.audits]
  if (driven.failures > 0) throw new WrongRun(name, `${driven.failures} requests failed`)
  if (tickets !== acknowledged || audits !== acknowledged) {
    throw new WrongRun(name, `${acknowledged} acknowledged, ${tickets} rows, ${audits} audit rows`)
  }
}
