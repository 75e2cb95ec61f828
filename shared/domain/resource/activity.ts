import type { Activity, NameOf } from '../activity/activity.ts'
import type { ResourceDefinition } from './define-resource.ts'

/** `Label VIP created`, `Customer Ada changed: name, phone`, `API key Import revoked`. */
export function describeResourceActivity(
  definition: ResourceDefinition,
  activity: Activity,
  nameOf: NameOf,
): string {
  const { events, hidden } = definition
  const name = nameOf(definition.name, activity.resource_id)
  const what = `${capital(definition.title)} ${name} ${verbOf(definition, activity.type)}`
  const fields = activity.fields.filter((field) => !hidden.includes(field))
  const isList = activity.type === events.changed && fields.length > 0
  return isList ? `${what}: ${fields.join(', ')}` : what
}

/** `AgentPasswordChanged` → `password changed`: types report what happened in so many words. */
function verbOf({ name }: ResourceDefinition, type: string): string {
  const words = type.slice(name.length).match(/[A-Z][a-z]*/g) ?? []
  return words.join(' ').toLowerCase()
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
