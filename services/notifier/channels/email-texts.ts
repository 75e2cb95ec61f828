import type { MessageItem, OutgoingMessage } from './channel.ts'

/** What an email says, the same in both of its forms. */
export function textsOf({ items, is_digest }: OutgoingMessage) {
  const subject = oneLine(is_digest ? digestSubject(items) : (items[0]?.title ?? ''))
  return { subject, text: plainText(items, is_digest), html: html(subject, items) }
}

function digestSubject(items: readonly MessageItem[]): string {
  const [first] = items
  const more = items.length - 1
  if (first === undefined || more === 0) return first?.title ?? ''
  return `${items.length} notifications: ${first.title}, and ${more} more`
}

/** By itself an item's title is the subject already. */
function plainText(items: readonly MessageItem[], isDigest: boolean): string {
  if (!isDigest) return `${items.map(({ message }) => message).join('\n')}\n`
  return items.map(({ title, message }) => `${oneLine(title)}\n  ${message}\n`).join('\n')
}

function html(subject: string, items: readonly MessageItem[]): string {
  const parts = items.map(
    ({ title, message }) => `<h2>${escaped(oneLine(title))}</h2>\n<p>${escaped(message)}</p>`,
  )
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    `<body style="font-family: sans-serif">\n${parts.join('\n')}\n</body></html>`,
  ].join('\n')
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
