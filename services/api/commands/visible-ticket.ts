import type { Ticket } from '@deskhive/shared/domain/ticket/state.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import type { CallingAgent } from '#api/caller.ts'
import { isLiving } from '#api/commands/living.ts'
import { loadSettings } from '#api/commands/ticket-defaults.ts'
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
    values.sd_department_visibility ? await livingOf(desk, agent.departments) : [],
  )
  return ({ assigned_to, department_id }) => {
    if (assigned_to === agent.id) return
    if (department_id !== null && departments.has(department_id)) return
    throw new Refused('NOT_FOUND', 'Not found')
  }
}

async function livingOf(
  desk: Pick<Desk, 'aggregates'>,
  departments: readonly number[],
): Promise<number[]> {
  const living = await Promise.all(departments.map((id) => isLiving(desk, 'department', id)))
  return departments.filter((_, index) => living[index])
}
