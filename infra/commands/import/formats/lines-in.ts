/**
 * Lines end with LF or CRLF. Node's own reader also ends them at U+2028 and U+2029, which JSON has in its texts.
 * A file of a single line costs no more than another of its size.
 */
export async function* linesIn(text: AsyncIterable<string>): AsyncGenerator<string> {
  let pieces: string[] = []
  for await (const chunk of text) {
    const [first = '', ...others] = chunk.split('\n')
    pieces.push(first)
    for (const next of others) {
      yield lineOf(pieces)
      pieces = [next]
    }
  }
  const last = lineOf(pieces)
  if (last !== '') yield last
}

function lineOf(pieces: readonly string[]): string {
  const line = pieces.join('')
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
