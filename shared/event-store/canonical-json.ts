/**
 * RFC 8785 for values that came from JSON: members sorted by UTF-16 code units, no white space, numbers
 * and strings as ECMAScript writes them. A member that is `undefined` does not exist, as in JSON.
 *
 * What is in order already is left to one native call, the rest is sorted on the way. A test holds it
 * against the `canonicalize` package.
 */
export function canonicalJson(value: unknown): string {
  if (isInOrder(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  return writeSorted(Object.entries(Object(value)))
}

function writeSorted(members: [string, unknown][]): string {
  return `{${members
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
    .join(',')}}`
}

function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isInOrder)

  let previous = ''
  for (const [key, member] of Object.entries(value)) {
    if (previous > key || !isInOrder(member)) return false
    previous = key
  }
  return true
}
