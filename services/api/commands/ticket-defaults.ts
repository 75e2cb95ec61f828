import { fallbackPriority } from '@deskhive/shared/domain/settings/settings.ts'
import type { TicketPriority } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import { isLiving } from '#api/commands/living.ts'
import { loadSettings } from '#api/commands/load-settings.ts'
import type { Desk } from '#api/desk.ts'

type Aggregates = Pick<Desk, 'aggregates'>

export type TicketDefaults = {
  readonly department_id: number | null
  readonly priority: TicketPriority
  readonly prefix: string
}

/** What a new ticket has where nobody says otherwise. */
export async function findTicketDefaults(desk: Aggregates): Promise<TicketDefaults> {
  const { values, default_department_id } = await loadSettings(desk)
  const { sd_default_department_id, sd_default_priority, sd_ticket_prefix } = values
  return {
    department_id: await firstLiving(desk, [sd_default_department_id, default_department_id]),
    priority: sd_default_priority ?? fallbackPriority,
    prefix: sd_ticket_prefix,
  }
}

async function firstLiving(
  desk: Aggregates,
  ids: readonly (number | null)[],
): Promise<number | null> {
  for (const id of ids) if (id !== null && (await isLiving(desk, 'department', id))) return id
  return null
}
