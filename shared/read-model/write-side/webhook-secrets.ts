import type pg from 'pg'
import { query } from './query.ts'

/** What signs for webhooks. It is kept sealed, and given out only in the answer to the command that gave it. */
export type WebhookSecrets = {
  /**
   * Gives a webhook another secret; those before it sign for some hours more.
   * @returns the secret: of a command that is repeated the one that it gave before
   */
  give(gift: {
    readonly webhookId: number
    readonly commandId: string
    readonly secret: string
    readonly othersLastHours: number
  }): Promise<string>
  forget(webhookId: number): Promise<void>
}

/** The key is not in the database, nor in its backups. */
export type Sealing = {
  readonly seal: (secret: string, owner: string) => string
  readonly open: (sealed: string, owner: string) => string
}

const give = {
  name: 'webhook secret give',
  text: `
    with given as (
      insert into desk.webhook_secrets (webhook_id, command_id, sealed) values ($1, $2, $3)
      on conflict (webhook_id, command_id) do nothing returning sealed
    ), others as (
      update desk.webhook_secrets set expires_at = clock_timestamp() + $4 * interval '1 hour'
      where webhook_id = $1 and command_id <> $2 and expires_at is null
        and exists (select from given)
    )
    select sealed from given
    union all
    select sealed from desk.webhook_secrets where webhook_id = $1 and command_id = $2`,
}
const forget = {
  name: 'webhook secret forget',
  text: 'delete from desk.webhook_secrets where webhook_id = $1',
}

export function createWebhookSecrets(pool: pg.Pool, { seal, open }: Sealing): WebhookSecrets {
  return {
    give: async ({ webhookId, commandId, secret, othersLastHours }) => {
      const owner = webhookSecretOwner(webhookId)
      for (;;) {
        const values = [webhookId, commandId, seal(secret, owner), othersLastHours]
        const [row] = await query<{ sealed: string }>(pool, give, values)
        // None where another process is just writing it: its row is not in this statement's snapshot.
        if (row) return open(row.sealed, owner)
      }
    },
    forget: async (webhookId) => {
      await query(pool, forget, [webhookId])
    },
  }
}

/** Whose secret it is, sealed in with it. */
export function webhookSecretOwner(webhookId: number): string {
  return `webhook-${webhookId}`
}
