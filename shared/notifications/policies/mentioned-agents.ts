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
  const text = folded(content)
  const names = namesIn(roster)

  const found = new Set<number>()
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    for (const id of calledAt(text, at + 1, names)) found.add(id)
  }
  return [...found].sort((a, b) => a - b)
}

/** More accents than this on one letter no script has (UAX #15, "Stream-Safe Text Format"). */
const pileOfAccents = /(\p{M}{30})\p{M}+/gu

/** Accents in a row take the square of the time to compose, and a text may have half a million. */
function folded(text: string): string {
  return foldCase(text.replace(pileOfAccents, '$1'))
}

/** A text may have a million `@`, and a desk a thousand agents: so not each name is looked for at each place. */
type Names = {
  readonly agents: ReadonlyMap<string, readonly number[]>
  /** First character → how long names are that begin so, the longest first. */
  readonly lengths: ReadonlyMap<string, readonly number[]>
}

function namesIn(roster: Roster): Names {
  const named = Map.groupBy(Object.keys(roster).map(Number), (id) => folded(roster[id]?.name ?? ''))
  named.delete('')
  const longestFirst = [...named.keys()].sort((a, b) => b.length - a.length)
  const alike = Map.groupBy(longestFirst, (name) => name.charAt(0))
  const lengths = [...alike].map(
    ([start, names]) => [start, [...new Set(names.map(({ length }) => length))]] as const,
  )
  return { agents: named, lengths: new Map(lengths) }
}

function calledAt(text: string, at: number, { agents, lengths }: Names): readonly number[] {
  for (const length of lengths.get(text.charAt(at)) ?? []) {
    const called = agents.get(text.slice(at, at + length))
    const end = at + length
    if (called !== undefined && !wordGoesOn.test(text.slice(end, end + 2))) return called
  }
  return []
}
