/**
 * RFC 8785 for values that came from JSON: members sorted by UTF-16 code units, no white space, numbers
 * and strings as ECMAScript writes them. A member that is `undefined` does not exist, as in JSON.
 *
 * What is in order already is left to one native call, the rest is sorted on the way: half the time of the
 * `canonicalize` package for a created ticket. A test holds it against that package.
 */
export function canonicalJson(value: unknown): string {
  if (!isObject(value) || isInOrder(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`

  let text = ''
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

type JsonObject = { readonly [key: string]: unknown }

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null
}

function isInOrder(value: JsonObject): boolean {
  if (Array.isArray(value)) return value.every((item) => !isObject(item) || isInOrder(item))

  let previous = ''
  for (const key of Object.keys(value)) {
    if (previous > key) return false
    previous = key
    const member = value[key]
    if (isObject(member) && !isInOrder(member)) return false
  }
  return true
}
