/** A notification shows how a text begins; the ticket shows all of it. */
const EXCERPT_CHARACTERS = 200

/** One line. Counts code points, so that no character is cut in two. */
export function excerpt(content: string): string {
  const line = Array.from(content.trim().replace(/\s+/g, ' '))
  if (line.length <= EXCERPT_CHARACTERS) return line.join('')
  return `${line.slice(0, EXCERPT_CHARACTERS - 1).join('')}…`
}
