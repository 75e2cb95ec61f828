import { apiKey } from './api-key/api-key.ts'
import { categoryTreeEventTypes } from './category/tree.ts'
import { eventTypesOf } from './resource/define-resource.ts'
import { resources } from './resources.ts'
import { settingsEventTypes } from './settings/settings.ts'
import { ticketEventTypes } from './ticket/event-types.ts'
import { webhook } from './webhook/webhook.ts'

/** Every type of event that a command may lead to. What the log is signed with is none of them. */
export const eventTypes: readonly string[] = [
  ...ticketEventTypes,
  ...resources.flatMap(eventTypesOf),
  ...settingsEventTypes,
  ...categoryTreeEventTypes,
]

const known: ReadonlySet<string> = new Set(eventTypes)

/** Who may do what to the desk, and where its news go: told only to who names it. */
const administrative: ReadonlySet<string> = new Set([apiKey, webhook].flatMap(eventTypesOf))

/** Whether a webhook that wants these events wants this one; `*` means all that tell of the desk's work. */
export function wantsEvent(wanted: readonly string[], type: string): boolean {
  if (wanted.includes(type)) return true
  return wanted.includes('*') && known.has(type) && !administrative.has(type)
}
