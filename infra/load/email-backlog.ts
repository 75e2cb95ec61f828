import { randomUUID } from 'node:crypto'
import type { Database } from '@deskhive/shared/read-model/database.ts'
import { sql } from 'kysely'

/**
 * Puts as many emails in line as a notifier that was stopped for a while would find, in one transaction: what is
 * measured after it is their delivery alone.
 * @returns the deliveries' ids, by which the mail server knows them
 */
export async function addBacklog(
  { readModel }: Database,
  { agentId, count }: { readonly agentId: number; readonly count: number },
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  await sql`
    with told as (
      insert into notifier.notifications (key, agent_id, type, title, message, ticket_id,
        sender_name, in_app, created_at, event_id, position)
      select id, ${agentId}, 'ticket_reply', 'Bo replied on SD-1001', 'It works again, thank you!', 1001,
        'Bo', true, clock_timestamp(), id, 0
      from unnest(${ids}::uuid[]) id
    )
    insert into notifier.deliveries (id, notification_key, agent_id, channel, created_at)
    select id, id, ${agentId}, 'email', clock_timestamp() from unnest(${ids}::uuid[]) id`.execute(
    readModel,
  )
  return ids
}
