/** Columns as wide as their widest cell; the first one to the left, numbers to the right. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => Array.from(row[column] ?? '').length)),
  )
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => pad(row[column] ?? '', width, column === 0 ? 'left' : 'right'))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return [line(head), rule, ...rows.map(line)].join('\n')
}

function pad(text: string, width: number, side: 'left' | 'right'): string {
  const blanks = ' '.repeat(width - Array.from(text).length)
  return side === 'left' ? text + blanks : blanks + text
}
