import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'

export type LinePrinter = {
  /** One line under that name. */
  line(name: string, text: string): void
  /** Every line of the stream under that name, until it ends. */
  follow(name: string, stream: Readable): void
}

const colours = ['cyan', 'magenta', 'yellow', 'green', 'blue', 'red', 'gray'] as const

/** @param names what is aligned and coloured; `styleText` itself obeys NO_COLOR and whether it is a terminal */
export function createLinePrinter(output: Writable, names: readonly string[]): LinePrinter {
  const width = Math.max(...names.map((name) => name.length))
  const prefixes = new Map(
    names.map((name, index) => [
      name,
      styleText(colours[index % colours.length] ?? 'gray', `${name.padEnd(width)} |`, {
        stream: output,
      }),
    ]),
  )
  // Whoever read our lines has gone (`npm start | head`); that is no reason to stop working.
  output.on('error', () => {})

  const line = (name: string, text: string) =>
    void output.write(`${prefixes.get(name) ?? `${name} |`} ${text}\n`)
  return {
    line,
    follow: (name, stream) => {
      createInterface({ input: stream }).on('line', (text) => line(name, text))
    },
  }
}
