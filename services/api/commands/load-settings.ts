import {
  type SettingsState,
  settingsAggregate,
  settingsEvolution,
  settingsId,
} from '@deskhive/shared/domain/settings/settings.ts'
import type { Desk } from '#api/desk.ts'

/** The settings of the desk as its log has them now. */
export async function loadSettings({
  aggregates,
}: Pick<Desk, 'aggregates'>): Promise<SettingsState> {
  const loaded = await aggregates.load(settingsAggregate, settingsId)
  return loaded?.state ?? settingsEvolution.initialState
}
