import { agent, agentPasswordChanged } from '@deskhive/shared/domain/agent/agent.ts'
import type { JsonValue } from '@deskhive/shared/kernel/event.ts'
import { findReferences, noReferences } from '@deskhive/shared/read-model/queries/references.ts'
import { z } from 'zod'
import { livingOf } from '#api/commands/living.ts'
import { crudRoutes } from '#api/routes/internal/crud.ts'
import type { ResourceRules } from '#api/routes/internal/resource-rules.ts'
import { idFilter } from '#api/routes/parameters.ts'

const SHORTEST_PASSWORD = 8
/** Hashing takes longer the longer the password; nobody types more than this. */
const LONGEST_PASSWORD = 1_000

const password = z
  .string()
  .max(LONGEST_PASSWORD)
  .refine((text) => Array.from(text).length >= SHORTEST_PASSWORD, {
    error: `must have at least ${SHORTEST_PASSWORD} characters`,
  })

/** A password goes where it can be forgotten, and departments that were deleted are left out. */
const agentRules: ResourceRules = {
  sent: { create: { password }, change: { password: password.optional() } },
  filters: { department_id: { field: 'departments', schema: idFilter() } },
  seen: {
    ofRows: async ({ database }, rows) => {
      const ids = rows.flatMap((row) => parseIds(row['departments']))
      const living = await findReferences(database.readModel, {
        ...noReferences,
        departments: ids,
      })
      return (row) => ({
        departments: parseIds(row['departments']).filter((id) => living.departments.has(id)),
      })
    },
    ofState: async (desk, { fields }) => ({
      departments: await livingOf(desk, 'department', parseIds(fields['departments'])),
    }),
  },
  changedBeside: (body) =>
    body['password'] === undefined ? [] : [{ type: agentPasswordChanged, data: {} }],
  // Only after the log has it: a password never changes without a trace.
  afterWrite: async ({ passwords }, _exchange, { id, body }) => {
    if (typeof body['password'] === 'string') await passwords.set(id, body['password'])
  },
}

export const agentRoutes = crudRoutes(agent, agentRules)

/** As the definition's schema stored them. */
function parseIds(value: JsonValue | undefined): number[] {
  return z.array(z.number()).parse(value ?? [])
}
