import {
  changeSettings,
  type Settings,
  settingsAggregate,
  settingsDefaults,
  settingsId,
  settingsSchema,
} from '@deskhive/shared/domain/settings/settings.ts'
import { findReferences, noReferences } from '@deskhive/shared/read-model/queries/references.ts'
import { findSettings } from '@deskhive/shared/read-model/queries/settings.ts'
import { execute } from '#api/commands/execute.ts'
import { isLiving } from '#api/commands/living.ts'
import type { Desk } from '#api/desk.ts'
import type { App } from '#api/route.ts'
import { tagWith } from '#api/routes/entity-tag.ts'

const references = { sd_default_department_id: 'department' }

export function settingsRoutes(app: App, desk: Desk): void {
  const path = '/internal/settings'

  app.get(
    path,
    { config: { group: 'internal', scope: 'settings:read' } },
    async (_request, reply) => {
      const row = await findSettings(desk.database.readModel)
      if (row === null) return { data: settingsDefaults }

      const departments = [row.values.sd_default_department_id ?? 0]
      const living = await findReferences(desk.database.readModel, { ...noReferences, departments })
      const data = present(row.values, (id) => living.departments.has(id))
      tagWith(reply, row.revision, othersIn(data))
      return { data }
    },
  )

  app.put(
    path,
    {
      config: { group: 'internal', scope: 'settings:update', references },
      schema: { body: settingsSchema.partial() },
    },
    async (request, reply) => {
      const { state, revision } = await execute(
        desk,
        { request, reply },
        {
          aggregate: settingsAggregate,
          id: settingsId,
          type: 'ChangeSettings',
          decide: (settings) => changeSettings(settings, request.body),
        },
      )
      const departmentId = state.values.sd_default_department_id ?? 0
      const lives = departmentId > 0 && (await isLiving(desk, 'department', departmentId))
      const data = present(state.values, () => lives)
      tagWith(reply, revision, othersIn(data))
      return { data, message: 'Settings updated' }
    },
  )
}

/** A department that was deleted is nobody's default. */
function present(values: Settings, lives: (departmentId: number) => boolean): Settings {
  const settings = { ...settingsDefaults, ...values }
  const id = settings.sd_default_department_id
  return { ...settings, sd_default_department_id: id !== null && lives(id) ? id : null }
}

/** That it still lives, its own stream tells. */
const othersIn = ({ sd_default_department_id }: Settings) => ({ sd_default_department_id })
