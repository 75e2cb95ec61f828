/** Of elements that nobody sees. */
const unseen = /<(script|style|head|title)\b[^<>]*>.*?<\/\1\s*>|<!--.*?-->/gis
const link = /<a\b[^<>]*\bhref="([^"<>]*)"[^<>]*>(.*?)<\/a\s*>/gis
const item = /<li\b[^<>]*>/gi
const ownLine =
  /<(?:br|hr|\/?(?:p|div|ul|ol|table|tr|h[1-6]|blockquote|pre|section|article|header|footer))\b[^<>]*>/gi
const anyTag = /<[^<>]*>/g
const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi

/**
 * What a reader sees of it in plain text: lines where blocks end, items with a dash, links with where they lead. How
 * it looked, and pictures, are lost; `''` where nothing else is in it.
 */
export function textOfHtml(html: string): string {
  const marked = html
    .replaceAll(unseen, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(link, (_, to: string, text: string) =>
      text.includes(to) ? text : `${text} (${to})`,
    )
    .replaceAll(item, '\n- ')
    .replaceAll(ownLine, '\n')
    .replaceAll(anyTag, '')
  return marked
    .replaceAll(entity, letterOf)
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

const letters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

function letterOf(written: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return letters[name.toLowerCase()] ?? written
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  // What is no letter is refused by the desk, and the ticket with it.
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return written
  return String.fromCodePoint(code)
}
