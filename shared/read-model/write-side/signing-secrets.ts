import type pg from 'pg'
import { query, type Statement } from './query.ts'

/** What signs what is posted to somebody. It is kept sealed, and given out only in the answer to the command that gave it. */
export type SigningSecrets = {
  /**
   * Puts another secret in force; those before it sign along for a day, so that a receiver can be changed.
   * @returns the secret: of a command that is repeated the one that it gave before
   */
  give(gift: {
    readonly ownerId: number
    readonly commandId: string
    readonly secret: string
  }): Promise<string>
  /** All that sign now, the newest first; none where none was ever given. @throws what `Sealing.open` throws */
  inForce(ownerId: number): Promise<string[]>
  forget(ownerId: number): Promise<void>
}

/** The key is not in the database, nor in its backups. */
export type Sealing = {
  readonly seal: (secret: string, owner: string) => string
  readonly open: (sealed: string, owner: string) => string
}

/** Whose they are: where they lie, and how an owner is called, which is sealed in. */
const owners = {
  webhook: {
    table: 'desk.webhook_secrets',
    column: 'webhook_id',
    call: (id: number) => `webhook-${id}`,
  },
  agent: {
    table: 'desk.agent_webhook_secrets',
    column: 'agent_id',
    call: (id: number) => `agent-${id} webhook`,
  },
} as const

/** As section 7 of the contract says it of webhooks. */
const OVERLAP = "interval '24 hours'"

/** Each costs a signature in every request; more than these, within a day, are a mistake. */
const MOST_IN_FORCE = 10

export function createSigningSecrets(
  pool: pg.Pool,
  { seal, open }: Sealing,
  of: keyof typeof owners,
): SigningSecrets {
  const { call } = owners[of]
  const statements = statementsOf(of)
  const ask = (statement: Statement, values: readonly unknown[]) =>
    query<{ sealed: string }>(pool, statement, values)

  return {
    give: async ({ ownerId, commandId, secret }) => {
      for (;;) {
        const [row] = await ask(statements.give, [ownerId, commandId, seal(secret, call(ownerId))])
        // None where another process is just writing it: its row is not in this statement's snapshot.
        if (!row) continue
        // By a snapshot of its own, in which of two that are given at once the later one sees the other.
        await ask(statements.replace, [ownerId])
        return open(row.sealed, call(ownerId))
      }
    },
    inForce: async (ownerId) => {
      const rows = await ask(statements.inForce, [ownerId])
      return rows.map(({ sealed }) => open(sealed, call(ownerId)))
    },
    forget: async (ownerId) => {
      await ask(statements.forget, [ownerId])
    },
  }
}

type StatementName = 'give' | 'replace' | 'inForce' | 'forget'

function statementsOf(of: keyof typeof owners): Record<StatementName, Statement> {
  const { table, column } = owners[of]
  return {
    give: {
      name: `${of} secret give`,
      text: `
        with given as (
          insert into ${table} (${column}, command_id, sealed) values ($1, $2, $3)
          on conflict (${column}, command_id) do nothing returning sealed
        ), past as (
          delete from ${table} where ${column} = $1 and expires_at < clock_timestamp()
        )
        select sealed from given
        union all
        select sealed from ${table} where ${column} = $1 and command_id = $2`,
    },
    replace: {
      name: `${of} secrets replace`,
      text: `
        update ${table} set expires_at = clock_timestamp() + ${OVERLAP}
        where ${column} = $1 and expires_at is null and (created_at, command_id) < (
          select created_at, command_id from ${table} where ${column} = $1
          order by created_at desc, command_id desc limit 1)`,
    },
    inForce: {
      name: `${of} secrets in force`,
      text: `
        select sealed from ${table}
        where ${column} = $1 and (expires_at is null or expires_at > clock_timestamp())
        order by created_at desc, command_id desc limit ${MOST_IN_FORCE}`,
    },
    forget: {
      name: `${of} secrets forget`,
      text: `delete from ${table} where ${column} = $1`,
    },
  }
}
