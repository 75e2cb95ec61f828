import { foldCase } from '../../kernel/fold-case.ts'
import type { Roster } from './policy.ts'

/** What may not follow a name: then it is the beginning of a longer one. */
const wordGoesOn = /^[\p{L}\p{N}_]/u

/**
 * Who is called by `@name` in a text: the whole name, in any case. Where one name begins another
 * (`@Ann Lee`), the longer one is meant. Agents of one name are all meant.
 */
export function mentionedAgents(content: string, roster: Roster): number[] {
  if (!content.includes('@')) return []
  const text = foldCase(content)
  const names = namesIn(roster)

  const found = new Set<number>()
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    for (const id of calledAt(text, at + 1, names)) found.add(id)
  }
  return [...found].sort((a, b) => a - b)
}

/** By how they begin, the longest first: a text may have a million `@`, and a desk a thousand agents. */
type Names = ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>>

function namesIn(roster: Roster): Names {
  const agents = Object.entries(roster)
    .map(([id, { name }]) => ({ id: Number(id), name: foldCase(name) }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => b.name.length - a.name.length)
  const byStart = Map.groupBy(agents, ({ name }) => name.charAt(0))
  return mapped(byStart, (alike) =>
    mapped(
      Map.groupBy(alike, ({ name }) => name.length),
      (asLong) =>
        mapped(
          Map.groupBy(asLong, ({ name }) => name),
          (same) => same.map(({ id }) => id),
        ),
    ),
  )
}

function mapped<Key, Value, Result>(
  map: ReadonlyMap<Key, Value>,
  change: (value: Value) => Result,
): ReadonlyMap<Key, Result> {
  return new Map([...map].map(([key, value]) => [key, change(value)]))
}

function calledAt(text: string, at: number, names: Names): readonly number[] {
  for (const [length, ids] of names.get(text.charAt(at)) ?? []) {
    const called = ids.get(text.slice(at, at + length))
    if (called !== undefined && !wordGoesOn.test(text.slice(at + length, at + length + 2))) {
      return called
    }
  }
  return []
}
