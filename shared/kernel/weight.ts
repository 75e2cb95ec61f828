/** Of a value beside its texts, and of one in a map. */
const VALUE_BYTES = 16
const MAP_ENTRY_BYTES = 100

/** What a value says that it weighs itself, for one that would take long to look through, or is nested too deep. */
export const ownWeight = Symbol('own weight')

/**
 * About what a value holds in memory, in bytes: what grows without bound are its texts, at a byte a character. For
 * whatever is kept, or taken at once, up to some limit.
 */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return VALUE_BYTES + value.length
  if (typeof value !== 'object' || value === null) return VALUE_BYTES
  if (value instanceof Map) return VALUE_BYTES + value.size * MAP_ENTRY_BYTES
  if (ownWeight in value) return VALUE_BYTES + Number(value[ownWeight])
  let bytes = VALUE_BYTES
  if (Array.isArray(value)) for (const item of value) bytes += weightOf(item)
  else for (const item of Object.values(value)) bytes += weightOf(item)
  return bytes
}

/** Of what events say, without who said it and when, which has no large texts. */
export function weightOfData(events: readonly { readonly data: unknown }[]): number {
  return events.reduce((bytes, { data }) => bytes + weightOf(data), 0)
}
