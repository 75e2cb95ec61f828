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
  const names = Object.entries(roster).map(([id, { name }]) => ({
    id: Number(id),
    name: foldCase(name),
  }))

  const found = new Set<number>()
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const called = names.filter(({ name }) => isCalledAt(text, at + 1, name))
    const longest = Math.max(0, ...called.map(({ name }) => name.length))
    for (const { id, name } of called) if (name.length === longest) found.add(id)
  }
  return [...found].sort((a, b) => a - b)
}

function isCalledAt(text: string, at: number, name: string): boolean {
  return name !== '' && text.startsWith(name, at) && !wordGoesOn.test(text.slice(at + name.length))
}
