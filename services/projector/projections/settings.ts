import {
  type SettingsState,
  settingsEventTypes,
  settingsEvolution,
} from '@deskhive/shared/domain/settings/settings.ts'
import { parseEvent } from '@deskhive/shared/kernel/event.ts'
import type { Projection, Table } from '@deskhive/shared/projection/projection.ts'
import type { SettingsRow } from '@deskhive/shared/read-model/tables.ts'

const settings: Table<SettingsRow> = {
  table: 'settings',
  key: ['id'],
  columns: ['id', 'revision', 'values', 'default_department_id', 'updated_at'],
}

/** There is one desk, so one row. */
const key = { id: 1 }

export const settingsProjection: Projection = {
  name: 'settings',
  tables: [settings],
  types: settingsEventTypes,
  streamRow: () => ({ table: settings, key }),
  apply: (event, rows) => {
    const after = settingsEvolution.evolve(stateOf(rows.get(settings, key)), parseEvent(event))
    rows.put(settings, {
      ...key,
      revision: event.revision,
      values: after.values,
      default_department_id: after.default_department_id,
      updated_at: after.updated_at,
    })
  },
}

/** Who was the default before, and who can never be, is kept for decisions alone: it decides no column. */
function stateOf(row: SettingsRow | null): SettingsState {
  if (row === null) return settingsEvolution.initialState
  return { ...row, former_defaults: [], withdrawn: [] }
}
