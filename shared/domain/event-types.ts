import { apiKey } from './api-key/api-key.ts'
import type { CategoryTreeEvent } from './category/tree.ts'
import type { ResourceDefinition } from './resource/define-resource.ts'
import { resources } from './resources.ts'
import type { SettingsEvent } from './settings/settings.ts'
import { ticketEventTypes } from './ticket/event-types.ts'
import { webhook } from './webhook/webhook.ts'

/** Of the streams that own a set. */
const ofSets: Record<SettingsEvent['type'] | CategoryTreeEvent['type'], true> = {
  SettingsChanged: true,
  DefaultDepartmentChanged: true,
  DepartmentWithdrawn: true,
  CategoryMoved: true,
  CategoryLeftTree: true,
}

const typesOf = ({ events, further_events }: ResourceDefinition) => [
  ...Object.values(events),
  ...Object.keys(further_events),
]

/** Every type of event that a command may lead to. What the log is signed with is none of them. */
export const eventTypes: readonly string[] = [
  ...ticketEventTypes,
  ...resources.flatMap(typesOf),
  ...Object.keys(ofSets),
]

const known: ReadonlySet<string> = new Set(eventTypes)

/** Who may do what to the desk, and where its news go: told only to who names it. */
const administrative: ReadonlySet<string> = new Set([apiKey, webhook].flatMap(typesOf))

/** Whether a webhook that wants these events wants this one; `*` means all that tell of the desk's work. */
export function wantsEvent(wanted: readonly string[], type: string): boolean {
  if (wanted.includes(type)) return true
  return wanted.includes('*') && known.has(type) && !administrative.has(type)
}
