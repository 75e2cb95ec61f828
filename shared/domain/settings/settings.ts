import { z } from 'zod'
import type { Aggregate, Evolution } from '../../kernel/decider.ts'
import { type JsonValue, type RecordedEvent, streamName } from '../../kernel/event.ts'
import { invalid } from '../../kernel/refused.ts'
import { isSameValue } from '../resource/decide-resource.ts'
import { count, email, flag, id, nullable, oneOf } from '../resource/fields.ts'
import { ticketPriorities } from '../ticket/vocabulary.ts'

/** The one stream that owns what holds for the whole desk: its settings and the default department. */
export const settingsId = 1
export const settingsStream = streamName('settings', settingsId)

const settingsFields = {
  sd_default_department_id: nullable(id()),
  sd_default_priority: nullable(oneOf(ticketPriorities)),
  sd_auto_close_days: count(36_500),
  sd_tickets_per_page: z.int().min(1).max(200).meta({ column: 'integer' }),
  sd_notification_email: nullable(email(250)),
  sd_customer_registration_enabled: flag(),
  sd_customer_max_tickets_per_day: count(),
  sd_enable_auto_assign: flag(),
  sd_enable_envato_integration: flag(),
  sd_ticket_prefix: z
    .string()
    .regex(/^[A-Za-z0-9]{1,10}$/, { error: 'must be 1 to 10 letters or digits' })
    .meta({ column: 'text' }),
  sd_department_visibility: flag(),
}

export const settingsSchema = z.object(settingsFields)
export type Settings = z.output<typeof settingsSchema>

export const settingsDefaults: Settings = {
  sd_default_department_id: null,
  sd_default_priority: null,
  sd_auto_close_days: 0,
  sd_tickets_per_page: 15,
  sd_notification_email: null,
  sd_customer_registration_enabled: true,
  sd_customer_max_tickets_per_day: 0,
  sd_enable_auto_assign: false,
  sd_enable_envato_integration: false,
  sd_ticket_prefix: 'SD',
  sd_department_visibility: false,
}

/** The priority of a ticket where neither the caller nor the setting names one. */
export const fallbackPriority = 'medium'

export type SettingsEvent =
  | {
      readonly type: 'SettingsChanged'
      readonly data: { readonly [field: string]: string | number | boolean | null }
    }
  | { readonly type: 'DefaultDepartmentChanged'; readonly data: { readonly department_id: number } }
  | { readonly type: 'DepartmentWithdrawn'; readonly data: { readonly department_id: number } }

const listed: Record<SettingsEvent['type'], true> = {
  SettingsChanged: true,
  DefaultDepartmentChanged: true,
  DepartmentWithdrawn: true,
}

export const settingsEventTypes: ReadonlySet<string> = new Set(Object.keys(listed))

export type SettingsState = {
  readonly values: Settings
  /** `null` only before the desk is set up. */
  readonly default_department_id: number | null
  /** Earlier defaults, the latest first: who takes over when the default is deleted. */
  readonly former_defaults: readonly number[]
  /** Departments about to be deleted: none of them is ever the default from now on. */
  readonly withdrawn: readonly number[]
  readonly updated_at: string
}

export const settingsEvolution: Evolution<SettingsState, SettingsEvent> = {
  initialState: {
    values: settingsDefaults,
    default_department_id: null,
    former_defaults: [],
    withdrawn: [],
    updated_at: '',
  },
  evolve: evolveSettings,
}

export const settingsAggregate: Aggregate<SettingsState, SettingsEvent> = {
  resource: 'settings',
  evolution: settingsEvolution,
}

function evolveSettings(state: SettingsState, event: RecordedEvent<SettingsEvent>): SettingsState {
  const updated_at = event.metadata.occurred_at
  switch (event.type) {
    case 'SettingsChanged':
      return {
        ...state,
        values: settingsSchema.parse({ ...state.values, ...event.data }),
        updated_at,
      }
    case 'DefaultDepartmentChanged':
      return { ...moveDefault(state, event.data.department_id), updated_at }
    case 'DepartmentWithdrawn':
      return { ...state, withdrawn: [...state.withdrawn, event.data.department_id], updated_at }
    default:
      event satisfies never
      return state
  }
}

function moveDefault(state: SettingsState, next: number): SettingsState {
  const former = [state.default_department_id, ...state.former_defaults].filter((id) => id !== null)
  return {
    ...state,
    default_department_id: next,
    former_defaults: former.filter((id) => id !== next),
  }
}

type SettingsPatch = { readonly [Field in keyof Settings]?: Settings[Field] | undefined }

export function changeSettings({ values }: SettingsState, patch: SettingsPatch): SettingsEvent[] {
  const before = new Map<string, JsonValue>(Object.entries(values))
  const changed = Object.entries(patch).flatMap(([field, value]) =>
    value === undefined || isSameValue(before.get(field) ?? null, value)
      ? []
      : [[field, value] as const],
  )
  if (changed.length === 0) return []
  return [{ type: 'SettingsChanged', data: Object.fromEntries(changed) }]
}

export function makeDefaultDepartment(
  state: SettingsState,
  department_id: number,
): SettingsEvent[] {
  if (state.default_department_id === department_id) return []
  if (state.withdrawn.includes(department_id)) {
    throw invalid({ is_default: ['The is_default field is of a department that is deleted.'] })
  }
  return [{ type: 'DefaultDepartmentChanged', data: { department_id } }]
}

/**
 * Before a department is deleted. The latest earlier default takes its part, if it is the default.
 * @param isDeleted whether a department was deleted before withdrawals were recorded
 */
export function withdrawDepartment(
  state: SettingsState,
  department_id: number,
  isDeleted: (id: number) => boolean,
): SettingsEvent[] {
  if (state.withdrawn.includes(department_id)) return []
  const withdrawn = { type: 'DepartmentWithdrawn', data: { department_id } } as const
  if (state.default_department_id !== department_id) return [withdrawn]

  const successor = state.former_defaults.find(
    (id) => !state.withdrawn.includes(id) && !isDeleted(id),
  )
  if (successor === undefined) {
    const rule =
      'The is_default field must stay with one: make another department the default first.'
    throw invalid({ is_default: [rule] })
  }
  return [...makeDefaultDepartment(state, successor), withdrawn]
}
