import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import {
  makeDefaultDepartment,
  type SettingsState,
} from '@deskhive/shared/domain/settings/settings.ts'
import { type FieldErrors, invalid, refuseWrong } from '@deskhive/shared/kernel/refused.ts'
import { findSettings } from '@deskhive/shared/read-model/queries/settings.ts'
import { settingsAggregate, settingsId } from '#api/commands/aggregates.ts'
import { type Exchange, executeBeside } from '#api/commands/execute.ts'
import { isLiving } from '#api/commands/living.ts'
import { loadSettings } from '#api/commands/ticket-defaults.ts'
import type { Desk } from '#api/desk.ts'
import { waitUntilVisible } from '#api/plugins/read-your-writes.ts'
import type { ResourceRules, Sent } from '#api/routes/internal/resource-rules.ts'

/**
 * Exactly one department is the default; the settings stream says which. A department is its own stream,
 * so that one is deleted while another request makes it the default: each looks again after its write,
 * and whichever is the last finds the default gone and passes it on.
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
    await moveDefault(desk, exchange, { type: 'MakeDefaultDepartment', to: id })
    await replaceLostDefault(desk, exchange)
  },
  beforeDelete: async (desk, exchange, id) => {
    const settings = await loadSettings(desk)
    if (settings.default_department_id !== id) return
    const to = await findSuccessor(desk, settings)
    if (to === null) {
      const rule =
        'There must be a default: make another department the default before deleting it.'
      throw invalid({ is_default: [rule] })
    }
    await moveDefault(desk, exchange, { type: 'MakeDefaultDepartment', to })
  },
  afterDelete: replaceLostDefault,
}

async function findDefaultErrors(desk: Desk, { id, body }: Sent): Promise<FieldErrors> {
  if (body['is_default'] !== false) return {}
  if ((await loadSettings(desk)).default_department_id !== id) return {}
  const rule = 'The is_default field is only taken back by making another department the default.'
  return { is_default: [rule] }
}

async function replaceLostDefault(desk: Desk, exchange: Exchange): Promise<void> {
  const settings = await loadSettings(desk)
  const { default_department_id: id } = settings
  if (id === null || (await isLiving(desk, 'department', id))) return
  const to = await findSuccessor(desk, settings)
  if (to !== null) await moveDefault(desk, exchange, { type: 'ReplaceLostDefault', to })
}

type Move = { readonly type: string; readonly to: number }

async function moveDefault(desk: Desk, exchange: Exchange, { type, to }: Move): Promise<void> {
  const { request, reply } = exchange
  const { events, position } = await executeBeside(desk, request, {
    aggregate: settingsAggregate,
    id: settingsId,
    type,
    decide: (settings) => makeDefaultDepartment(settings, to),
  })
  if (events.length === 0) return
  reply.header('x-position', position.toString())
  await waitUntilVisible(desk, request, position)
}

/** The latest of the earlier defaults that is still there. */
async function findSuccessor(
  desk: Desk,
  { former_defaults }: SettingsState,
): Promise<number | null> {
  for (const id of former_defaults) {
    if (await isLiving(desk, 'department', id)) return id
  }
  return null
}
