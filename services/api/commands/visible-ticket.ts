import type { Ticket } from '@deskhive/shared/domain/ticket/state.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import type { CallingAgent } from '#api/caller.ts'
import { livingOf } from '#api/commands/living.ts'
import { loadSettings } from '#api/commands/load-settings.ts'
import type { Desk } from '#api/desk.ts'

type RequireVisible = (ticket: Ticket) => void

/**
 * What an agent may see: its own tickets, and with `sd_department_visibility` those of its departments while they live.
 * @returns a check that throws NOT_FOUND, as if the ticket had never existed
 */
export async function visibilityFor(
  desk: Pick<Desk, 'aggregates'>,
  agent: CallingAgent,
): Promise<RequireVisible> {
  const { values } = await loadSettings(desk)
  const departments = new Set(
    values.sd_department_visibility ? await livingOf(desk, 'department', agent.departments) : [],
  )
  return ({ assigned_to, department_id }) => {
    if (assigned_to === agent.id) return
    if (department_id !== null && departments.has(department_id)) return
    throw new Refused('NOT_FOUND', 'Not found')
  }
}
