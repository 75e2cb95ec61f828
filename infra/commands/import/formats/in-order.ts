/**
 * Clocks that disagree: the order in which states were recorded counts, and a time that is after the next
 * one's is the one that is wrong. Nothing happens to a ticket before it is there.
 */
export function inOrder<Entry extends { readonly at: string }>(
  created_at: string,
  entries: readonly Entry[],
): Entry[] {
  let latest: string | null = null
  const ordered = entries.toReversed().map((entry) => {
    const isLate: boolean = latest !== null && entry.at > latest
    const at: string = isLate && latest !== null ? latest : entry.at
    latest = at
    return { ...entry, at: at < created_at ? created_at : at }
  })
  return ordered.reverse()
}
