import type { Fields, FieldValues } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { JsonValue } from '@deskhive/shared/kernel/event.ts'

/** A field of a body that no schema has seen yet; `undefined` where there is none. */
export function ownValue(body: unknown, field: PropertyKey): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  return Object.getOwnPropertyDescriptor(body, field)?.value
}

/** The fields of a body that are right by themselves, whatever is wrong with the others. */
export function rightFields(fields: Fields, body: unknown): FieldValues {
  const right = Object.entries(fields).flatMap(([field, schema]) => {
    const sent = ownValue(body, field)
    const { success, data } = schema.safeParse(sent)
    return sent !== undefined && success ? [[field, parseValue(data)] as const] : []
  })
  return Object.fromEntries(right)
}

/** What came as JSON and passed its schema is still a value of JSON. */
function parseValue(value: unknown): JsonValue {
  return value as JsonValue
}
