import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import {
  makeDefaultDepartment,
  type SettingsState,
} from '@deskhive/shared/domain/settings/settings.ts'
import { invalid } from '@deskhive/shared/kernel/refused.ts'
import { findSettings } from '@deskhive/shared/read-model/queries/settings.ts'
import { settingsAggregate, settingsId } from '#api/commands/aggregates.ts'
import { type Exchange, executeBeside } from '#api/commands/execute.ts'
import { isLiving } from '#api/commands/living.ts'
import type { Desk } from '#api/desk.ts'
import { waitUntilVisible } from '#api/plugins/read-your-writes.ts'
import type { ResourceRules, Sent } from '#api/routes/internal/resource-rules.ts'

/** Exactly one department is the default at any time; the settings stream says which. */
export const defaultDepartmentRules: ResourceRules = {
  seen: {
    ofRows: async (desk) => {
      const settings = await findSettings(desk.database.readModel)
      return ({ id }) => ({ is_default: id === settings?.default_department_id })
    },
    ofState: async (desk, { id }: ResourceState) => ({
      is_default: id === (await readSettings(desk))?.default_department_id,
    }),
  },
  beforeChange: async (desk, { id, body }) => {
    if (body['is_default'] !== false) return
    if ((await readSettings(desk))?.default_department_id !== id) return
    throw invalid({ is_default: ['Make another department the default instead.'] })
  },
  afterWrite: async (desk, exchange, { id, body }: Sent) => {
    if (body['is_default'] === true) await makeDefault(desk, exchange, id)
  },
  beforeDelete: async (desk, exchange, id) => {
    const settings = await readSettings(desk)
    if (settings?.default_department_id !== id) return
    await makeDefault(desk, exchange, await findSuccessor(desk, settings))
  },
}

async function makeDefault(desk: Desk, exchange: Exchange, departmentId: number): Promise<void> {
  const { request, reply } = exchange
  const { events, position } = await executeBeside(desk, request, {
    aggregate: settingsAggregate,
    id: settingsId,
    type: 'MakeDefaultDepartment',
    decide: (settings) => makeDefaultDepartment(settings, departmentId),
  })
  if (events.length === 0) return
  reply.header('x-position', position.toString())
  await waitUntilVisible(desk, request, position)
}

/** The latest of the earlier defaults that is still there. */
async function findSuccessor(desk: Desk, { former_defaults }: SettingsState): Promise<number> {
  for (const id of former_defaults) {
    if (await isLiving(desk, 'department', id)) return id
  }
  throw invalid({ is_default: ['Make another department the default before deleting this one.'] })
}

async function readSettings(desk: Desk): Promise<SettingsState | null> {
  const found = await desk.aggregates.load(settingsAggregate, settingsId)
  return found?.state ?? null
}
