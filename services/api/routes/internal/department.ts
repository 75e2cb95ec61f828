import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import {
  makeDefaultDepartment,
  type SettingsEvent,
  type SettingsState,
  settingsAggregate,
  settingsId,
  withdrawDepartment,
} from '@deskhive/shared/domain/settings/settings.ts'
import { type FieldErrors, refuseWrong } from '@deskhive/shared/kernel/refused.ts'
import { findSettings } from '@deskhive/shared/read-model/queries/settings.ts'
import { type Exchange, executeBeside } from '#api/commands/execute.ts'
import { isLiving } from '#api/commands/living.ts'
import { loadSettings } from '#api/commands/load-settings.ts'
import type { Desk } from '#api/desk.ts'
import { waitUntilVisible } from '#api/plugins/read-your-writes.ts'
import type { ResourceRules, Sent } from '#api/routes/internal/resource-rules.ts'

/**
 * Exactly one department is the default, at every moment: the settings stream says which. A department is
 * its own stream, so before it is deleted it is withdrawn there, and the part passes on in the same append.
 * Whatever is asked at once, a department that was withdrawn is never made the default again.
 */
export const defaultDepartmentRules: ResourceRules = {
  seen: {
    ofRows: async (desk) => {
      const settings = await findSettings(desk.database.readModel)
      return ({ id }) => ({ is_default: id === settings?.default_department_id })
    },
    ofState: async (desk, { id }: ResourceState) => ({
      is_default: id === (await loadSettings(desk)).default_department_id,
    }),
  },
  alsoWrong: findDefaultErrors,
  beforeChange: async (desk, _exchange, sent) => refuseWrong(await findDefaultErrors(desk, sent)),
  afterWrite: async (desk, exchange, { id, body }) => {
    if (body['is_default'] !== true) return
    await writeSettings(desk, exchange, 'MakeDefaultDepartment', (settings) =>
      makeDefaultDepartment(settings, id),
    )
  },
  beforeDelete: async (desk, exchange, id) => {
    const isDeleted = await deletedFormerDefaults(desk)
    await writeSettings(desk, exchange, 'WithdrawDepartment', (settings) =>
      withdrawDepartment(settings, id, (former) => isDeleted.has(former)),
    )
  },
}

async function findDefaultErrors(desk: Desk, { id, body }: Sent): Promise<FieldErrors> {
  if (body['is_default'] !== false) return {}
  if ((await loadSettings(desk)).default_department_id !== id) return {}
  const rule = 'The is_default field is only taken back by making another department the default.'
  return { is_default: [rule] }
}

async function writeSettings(
  desk: Desk,
  { request, reply }: Exchange,
  type: string,
  decide: (settings: SettingsState) => SettingsEvent[],
): Promise<void> {
  const { events, position } = await executeBeside(desk, request, {
    aggregate: settingsAggregate,
    id: settingsId,
    type,
    decide,
  })
  if (events.length === 0) return
  reply.header('x-position', position.toString())
  await waitUntilVisible(desk, request, position)
}

/** Those of whose withdrawal the settings know nothing, for it was not recorded then. */
async function deletedFormerDefaults(desk: Desk): Promise<ReadonlySet<number>> {
  const { former_defaults } = await loadSettings(desk)
  const deleted = new Set<number>()
  for (const id of former_defaults) {
    if (!(await isLiving(desk, 'department', id))) deleted.add(id)
  }
  return deleted
}
